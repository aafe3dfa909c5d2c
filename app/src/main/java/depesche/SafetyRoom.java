package depesche;

import depesche.backup.Backup;
import depesche.backup.Resuming;
import depesche.epoch.Heartbeat;

/// What keeps a newsroom from losing everything, and from sending everything twice.
public record SafetyRoom(Heartbeat heartbeat, Backup backup, Resuming resuming) {

    static SafetyRoom of(Ground ground) {
        return new SafetyRoom(
                new Heartbeat(ground.db(), ground.settings().data(), ground.clock()),
                new Backup(ground.opened(), ground.clock()),
                new Resuming(ground.db()));
    }
}
