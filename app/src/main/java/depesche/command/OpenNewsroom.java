package depesche.command;

import depesche.account.SignIn;
import depesche.account.Staff;
import depesche.account.Tokens;
import depesche.backup.Backup;
import depesche.backup.Resuming;
import depesche.config.Settings;
import depesche.follow.FollowExport;
import depesche.follow.FollowImport;
import depesche.ingest.FileImport;
import depesche.topic.VocabularyTopics;

/// What commands call in a newsroom that is open.
public record OpenNewsroom(
        Settings settings,
        Staff staff,
        SignIn signIn,
        Tokens tokens,
        FileImport fileImport,
        FollowImport followImport,
        FollowExport followExport,
        VocabularyTopics vocabulary,
        Backup backup,
        Resuming resuming) {}
