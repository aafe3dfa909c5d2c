/// Work that has to happen, written in the transaction that is the reason for it: jobs, events (a job
/// for each listener) and housekeeping at intervals, on db-scheduler. Not for what may be forgotten,
/// and not for one item a reader: alerts are carried in slices.
@NullMarked
package depesche.job;

import org.jspecify.annotations.NullMarked;
