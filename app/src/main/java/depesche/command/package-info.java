/// The command line: one class a command. Each opens the newsroom, calls a use case and says how it ended.
@NullMarked
package depesche.command;

import org.jspecify.annotations.NullMarked;
