package depesche;

import depesche.backup.Backup;
import depesche.backup.Overdue;
import depesche.backup.Resuming;
import depesche.digest.Closing;
import depesche.epoch.Heartbeat;

/// What keeps a newsroom from losing everything, and from sending everything twice.
public record SafetyRoom(Heartbeat heartbeat, Backup backup, Resuming resuming, Overdue overdue) {

    /// @param digests closes the windows of digests
    static SafetyRoom of(Ground ground, Closing digests) {
        var overdue = new Overdue(digests::wouldSend, ground.clock());
        return new SafetyRoom(
                new Heartbeat(ground.db(), ground.settings().data(), overdue::isAnything, ground.clock()),
                new Backup(ground.opened(), ground.clock()),
                new Resuming(ground.db()),
                overdue);
    }
}
