package depesche.follow;

import depesche.account.Consent;
import depesche.account.Consents;
import depesche.account.NewReader;
import depesche.account.Reader;
import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Suppression;
import depesche.config.Settings;
import depesche.search.saved.SavedSearches;
import depesche.search.saved.SearchText;
import depesche.text.EmailAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Takes a few thousand imported readers in one transaction, a few statements for all of them.
final class ImportBatch {

    record Outcome(ImportTally tally, List<RefusedLine> refused) {}

    private final Readers readers;
    private final Settings.Site site;
    private final Instant now;
    private final List<RefusedLine> refused = new ArrayList<>();
    private ImportTally tally = ImportTally.NOTHING;

    ImportBatch(Readers readers, Settings.Site site, Instant now) {
        this.readers = readers;
        this.site = site;
        this.now = now;
    }

    Outcome take(Handle tx, List<ImportedReader> batch) {
        readers.lockNumbers(tx);
        rounds(batch).forEach(round -> takeRound(tx, round));
        return new Outcome(tally, List.copyOf(refused));
    }

    /// An address that stands on several lines comes in several rounds, so that each line meets what those
    /// before it have done.
    private static List<Map<EmailAddress, ImportedReader>> rounds(List<ImportedReader> batch) {
        List<Map<EmailAddress, ImportedReader>> rounds = new ArrayList<>();
        Map<EmailAddress, Integer> seen = new HashMap<>();
        for (ImportedReader line : batch) {
            int round = seen.merge(line.email(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new LinkedHashMap<>());
            }
            rounds.get(round).put(line.email(), line);
        }
        return rounds;
    }

    private void takeRound(Handle tx, Map<EmailAddress, ImportedReader> round) {
        var known = readers.lockedByEmail(tx, round.keySet());
        var added = add(tx, round, known);
        Map<ReaderId, ImportedReader> lines = new LinkedHashMap<>();
        known.forEach((email, reader) -> lines.put(reader.id(), lineOf(round, email)));
        added.forEach((email, id) -> lines.put(id, lineOf(round, email)));
        Set<ReaderId> changed = new HashSet<>();
        changed.addAll(changeFacts(tx, round, known));
        changed.addAll(suppress(tx, lines, known));
        changed.addAll(Follows.take(tx, standing(tx, follows(lines, searches(tx, lines)))));
        changed.addAll(Consents.keepAll(tx, consents(lines)));
        changed.removeAll(added.values());
        tally = tally.plus(
                new ImportTally(added.size(), changed.size(), known.size() - changed.size(), refusedIn(round, lines)));
    }

    private static ImportedReader lineOf(Map<EmailAddress, ImportedReader> round, EmailAddress email) {
        return Optional.ofNullable(round.get(email)).orElseThrow();
    }

    private static int refusedIn(Map<EmailAddress, ImportedReader> round, Map<ReaderId, ImportedReader> taken) {
        return round.size() - taken.size();
    }

    /// Gives numbers to those who have none, but for those who were erased.
    private Map<EmailAddress, ReaderId> add(
            Handle tx, Map<EmailAddress, ImportedReader> round, Map<EmailAddress, Reader> known) {
        var lines = round.values().stream()
                .filter(line -> !known.containsKey(line.email()))
                .toList();
        var erased = readers.erasedAmong(
                tx, lines.stream().map(ImportedReader::email).toList());
        lines.stream()
                .filter(line -> erased.contains(line.email()))
                .forEach(line -> refused.add(new RefusedLine(
                        line.line(),
                        "this reader was erased on request; only a confirmation of their own brings them back")));
        return readers.addAll(
                tx,
                lines.stream()
                        .filter(line -> !erased.contains(line.email()))
                        .map(this::newReader)
                        .toList(),
                now);
    }

    private NewReader newReader(ImportedReader line) {
        return new NewReader(
                line.email(),
                line.language().orElse(site.language()),
                line.timeZone().orElse(site.timeZone()));
    }

    private Set<ReaderId> changeFacts(
            Handle tx, Map<EmailAddress, ImportedReader> round, Map<EmailAddress, Reader> known) {
        List<Reader> changed = new ArrayList<>();
        known.forEach((email, reader) -> {
            var line = lineOf(round, email);
            var asLineSays = reader.with(
                    line.language().orElse(reader.language()), line.timeZone().orElse(reader.timeZone()));
            if (!asLineSays.equals(reader)) {
                changed.add(asLineSays);
            }
        });
        readers.changeAll(tx, changed);
        Set<ReaderId> ids = new HashSet<>();
        changed.forEach(reader -> ids.add(reader.id()));
        return ids;
    }

    /// A no counts unless the reader's own yes to us is younger.
    private Set<ReaderId> suppress(Handle tx, Map<ReaderId, ImportedReader> lines, Map<EmailAddress, Reader> known) {
        Map<ReaderId, Suppression> suppressions = new HashMap<>();
        lines.forEach((id, line) -> line.suppression().ifPresent(no -> suppressions.put(id, no)));
        if (suppressions.isEmpty()) {
            return Set.of();
        }
        known.values().stream()
                .filter(reader -> reader.suppression().isPresent())
                .filter(reader -> !isStronger(Optional.ofNullable(suppressions.get(reader.id())), reader))
                .forEach(reader -> suppressions.remove(reader.id()));
        var yes = Consents.latest(tx, suppressions.keySet());
        suppressions
                .entrySet()
                .removeIf(no -> yes.getOrDefault(no.getKey(), Instant.MIN)
                        .isAfter(no.getValue().at()));
        readers.suppressAll(tx, suppressions);
        return suppressions.keySet();
    }

    /// A no by hand ends every channel, so it is news even of an address that gets no mail any more.
    private static boolean isStronger(Optional<Suppression> no, Reader reader) {
        return no.filter(it -> it.why().endsEveryChannel()).isPresent()
                && reader.suppression()
                        .filter(old -> old.why().endsEveryChannel())
                        .isEmpty();
    }

    private Map<SearchText, Integer> searches(Handle tx, Map<ReaderId, ImportedReader> lines) {
        var searches = lines.values().stream()
                .flatMap(line -> line.searches().keySet().stream())
                .collect(Collectors.toSet());
        return SavedSearches.keep(tx, searches, now);
    }

    private static List<ImportedFollow> follows(
            Map<ReaderId, ImportedReader> lines, Map<SearchText, Integer> searches) {
        List<ImportedFollow> follows = new ArrayList<>();
        lines.forEach((id, line) -> {
            line.subjects().forEach((subject, pace) -> follows.add(follow(id, subject, pace, line)));
            line.searches()
                    .forEach((text, pace) -> follows.add(
                            follow(id, Subject.search(Objects.requireNonNull(searches.get(text))), pace, line)));
        });
        return follows;
    }

    /// Where topics were merged while the file was read, one follow of the two that a line names.
    private static List<ImportedFollow> standing(Handle tx, List<ImportedFollow> follows) {
        Survivors survivors = Survivors.locked(tx);
        Map<PerReader, ImportedFollow> standing = new LinkedHashMap<>();
        for (ImportedFollow follow : follows) {
            Subject subject = survivors.of(follow.subject());
            standing.putIfAbsent(
                    new PerReader(follow.reader(), subject),
                    new ImportedFollow(follow.reader(), subject, follow.cadence(), follow.since()));
        }
        return List.copyOf(standing.values());
    }

    private record PerReader(ReaderId reader, Subject subject) {}

    private static ImportedFollow follow(ReaderId id, Subject subject, ImportedReader.Pace pace, ImportedReader line) {
        return new ImportedFollow(
                id, subject, pace.cadence(), pace.since().orElse(line.consent().at()));
    }

    private Map<ReaderId, Consent> consents(Map<ReaderId, ImportedReader> lines) {
        Map<ReaderId, Consent> consents = new LinkedHashMap<>();
        lines.forEach((id, line) -> consents.put(
                id,
                new Consent(
                        line.consent().at(),
                        line.consent().source(),
                        line.consent().wording(),
                        line.consent().language().or(line::language).orElse(site.language()))));
        return consents;
    }
}
