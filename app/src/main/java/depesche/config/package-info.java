/// What an operator sets: one record, read once at start from the settings file and the environment.
@NullMarked
package depesche.config;

import org.jspecify.annotations.NullMarked;
