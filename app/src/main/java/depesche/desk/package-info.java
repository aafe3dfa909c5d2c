/// The newsroom's own pages: signing in, writing, publishing, watching an alert on its way. It shows what the features
/// know and calls their use cases; it holds no rule of the paper itself. Every page works without script.
@NullMarked
package depesche.desk;

import org.jspecify.annotations.NullMarked;
