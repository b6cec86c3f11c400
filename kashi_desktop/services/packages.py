"""The exchange with other offices: what waits to be sent, packages and receipts written, files taken in."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from db.codes import DeviceState
from db.queries.branches import counts_above, has_branched
from db.queries.packages import add_package, last_exported
from db.queries.stated_heads import file_written
from db.queries.workspace import state
from kashi_desktop.errors import KnownError
from kashi_desktop.services.context import Context
from kashi_desktop.services.creation import invitation_summary
from kashi_desktop.services.exchange import import_sources, never, numbers, party_of, preview_sources, quiet, sources_of, verdict_of
from kashi_desktop.services.finding import find_files, is_invitation
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.services.publishing import pending, publish, refresh
from kashi_desktop.sync.confirmations import code_for, confirmation, keep_sent, take_phone_code
from kashi_desktop.sync.importing import Cancelled, Item, Progress
from kashi_desktop.sync.package import Built, build_packages, build_receipts, going_up, write_built
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.reading import load_directory
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.short_codes import check_phone_code
from kashi_desktop.types.results import PackageSummary, SyncState
from kashi_desktop.types.sync import Exported, FoundFiles, ImportResult, InvitationSummary, Receipts, Review


class PackageService:
    """Use cases of the exchange by file."""

    def __init__(self, context: Context) -> None:
        """Work on the open workspace."""
        self._context = context

    def state(self) -> SyncState:
        """What the parent has confirmed and how many own entries it has not."""
        context = self._context
        with context.read() as connection:
            held = confirmation(connection, party_of(context))
            last = last_exported(connection)
            backup = state(connection, "last_backup")
        return SyncState(
            date.fromisoformat(held.confirmed_on) if held.confirmed_on else None,
            held.open,
            held.open + held.confirmed,
            datetime.fromisoformat(last) if last else None,
            datetime.fromisoformat(backup.decode()) if backup else None,
        )

    def review(self) -> Review:
        """What the next package would bring, without writing it."""
        context = self._context
        counts: Counter[str] = Counter()
        if context.is_county:
            refresh(context)
        with context.read() as connection:
            held, cover = going_up(connection, party_of(context))
            for branch in held.branches:
                counts.update(counts_above(connection, branch.id, max(cover.get(branch.id, 0), branch.base_seq)))
            if context.is_county and (waiting := len(pending(context, connection))):
                counts["fact"] += waiting
        return Review(sum(counts.values()), context.clock.today().isoformat()[:7], dict(sorted(counts.items())))

    def export(self, outdir: Path, progress: Progress = quiet) -> Exported:
        """Write everything the parent has not confirmed, read back and verified; a county counts its numbers first.

        One package, or several where it exceeds what a reader takes: each is whole, and they are read in any order. ``progress`` counts the
        files, with one step before them (all is sealed then, nothing written) and one behind.
        Errors: no_parent, folder_missing, file_exists, write_failed, write_unverified, payload_too_large.
        """
        context = self._context
        if context.parent is None:
            raise fault("no_parent")
        progress(0, 3)
        if context.is_county:
            publish(context)
        following = numbers(context)
        party = party_of(context)
        with context.read() as connection:
            built = build_packages(connection, party, load_directory(connection), following, state(connection, "invitation"))
        steps = len(built) + 2
        paths = []
        for done, each in enumerate(built, start=1):
            progress(done, steps)
            paths.append(write_built(outdir, f"{party.unit_code}-{party.now[:7]}", each, party).absolute())
        progress(steps - 1, steps)
        self._note_written(built, "export", party)
        progress(steps, steps)
        entries, size = sum(each.entries for each in built), sum(len(each.data) for each in built)
        return Exported(paths[0], entries, size, True, built[0].nothing_new, party.now[:7], tuple(paths))

    def _note_written(self, files: Sequence[Built], event: str, party: Party) -> None:
        """Keep what one writing to a partner brought it: however many files it took, they are our last file to it."""
        context, now = self._context, self._context.clock.now()
        days = {"period": now.isoformat()[:7], "written_on": now.date().isoformat(), "handled_at": now.isoformat(sep=" ")}
        ours = {"sender": context.keys.device_id, "unit_id": context.office.unit_id, "state": "written"}
        with context.write() as work:
            for built in files:
                named = {"digest": built.digest, "kind": built.kind, "entries": built.entries, "nothing_new": built.nothing_new}
                add_package(work.connection, "out", **named, **days, **ours)
            file_written(work.connection, files[0].partner)
            if files[0].kind == "package":
                keep_sent(work.connection, party)
            work.audit(event, count=sum(built.entries for built in files))

    def inspect(self, path: Path) -> PackageSummary:
        """What one file would do; nothing is written."""
        return self.inspect_many([path])[0]

    def find(self, paths: Sequence[Path]) -> FoundFiles:
        """The files that are meant by files and folders, and what was passed over. Errors: folder_empty."""
        return find_files(paths)

    def joining(self, paths: Sequence[Path]) -> InvitationSummary | None:
        """The invitation by which this office would get one above it, if that is what the files are; None once it has one.

        What it says is shown and two groups of the issuer's digits are asked before it is taken in. One that is not sound is refused with
        its reason when it is. Errors: folder_empty, invitation_alone.
        """
        if self._context.parent is not None:
            return None
        files = find_files(paths).files
        invitations = [each for each in files if is_invitation(each)]
        if invitations and len(files) > 1:
            raise fault("invitation_alone")
        try:
            return invitation_summary(invitations[0]) if invitations else None
        except KnownError:
            return None

    def inspect_many(self, paths: Sequence[Path], progress: Progress = quiet, cancelled: Cancelled = never) -> tuple[PackageSummary, ...]:
        """What the files would do, taken together; nothing is written. Errors: folder_empty, cancelled."""
        batch = preview_sources(self._context, sources_of(find_files(paths).files), progress, cancelled)
        return tuple(_summary(item) for item in batch.items if item.given)

    def import_files(self, paths: Sequence[Path], progress: Progress = quiet, cancelled: Cancelled = never) -> ImportResult:
        """Take in packages, receipts and invitations, mixed: each verified alone, all that pass in one transaction.

        Errors: folder_empty, cancelled; a file's own fault is its verdict.
        """
        found = find_files(paths)
        sources = sources_of(found.files)
        told = len(self._context.notices)
        batch = import_sources(self._context, sources, progress, cancelled)
        # What is kept of the months that somebody looks at follows at once, in a transaction of its own: it can always be counted again.
        NumberService(self._context).refresh()
        files = tuple(verdict_of(item) for item in batch.items if item.given)
        totals = {verdict: sum(each.verdict == verdict for each in files) for verdict in ("applied", "known", "quarantined", "refused")}
        totals |= {"entries_new": sum(each.entries_new for each in files), "entries_known": sum(each.entries_known for each in files)}
        totals |= {"conflicts": batch.applied.conflicts, "held": batch.applied.held}
        totals |= {"passed_over": len(found.passed_over)}
        return ImportResult(files, totals, tuple(self._context.notices[told:]), found.passed_over)

    def write_receipts(self, outdir: Path, unit_code: str | None = None, progress: Progress = quiet) -> Receipts:
        """Write a receipt for each approved device, of one unit or of all; several files where one does not hold it.

        Errors: not_an_office, unit_not_ours, no_devices, and those of writing; files written before a fault stay and are valid.
        """
        context = self._context
        if context.office_keys is None:
            raise fault("not_an_office")
        following = numbers(context)
        party = party_of(context)
        with context.read() as connection:
            directory = load_directory(connection)
        chosen = [each for each in directory.devices.values() if each.state == DeviceState.APPROVED]
        if unit_code is not None:
            chosen = [each for each in chosen if each.code == unit_code]
        if not chosen:
            raise fault("no_devices")
        files, codes = [], {}
        failed: KnownError | None = None
        for done, child in enumerate(sorted(chosen, key=lambda each: each.code)):
            progress(done, len(chosen))
            try:
                with context.read() as connection:
                    notices = ["cloned"] if has_branched(connection, child.card.device_id) else []
                    built = build_receipts(connection, party, child, directory, following, notices)
                    code = code_for(connection, party, child.card.unit_id, child.card.device_id)
            except KnownError as error:
                # One unit's receipt that cannot be written must not cost the others theirs; it is told at the end.
                failed = error
                continue
            for each in built:
                files.append(write_built(outdir, f"{child.code}-receipt-{party.now[:7]}", each, party).absolute())
            self._note_written(built, "receipt", party)
            if code:
                codes[child.code] = code
        progress(len(chosen), len(chosen))
        if failed is not None:
            raise failed
        return Receipts(tuple(files), codes)

    def confirm_by_phone(self, code: str) -> date:
        """Take a confirmation read out by telephone; returns the day up to which the parent holds our entries.

        Errors: phone_code_typo, phone_code_unknown.
        """
        context = self._context
        wanted, party = check_phone_code(code), party_of(context)
        with context.write() as work:
            if not take_phone_code(work.connection, party, wanted):
                raise fault("phone_code_unknown")
            confirmed = confirmation(work.connection, party).confirmed_on
            work.audit("phone_confirmation")
        return date.fromisoformat(confirmed) if confirmed else context.clock.today()


def _summary(item: Item) -> PackageSummary:
    candidate, error = item.candidate, item.error
    header = candidate.header if candidate else None
    own = candidate is not None and candidate.own
    entries = candidate.entries if candidate else item.known
    waits = item.verdict == "quarantined"
    return PackageSummary(
        item.name,
        item.kind,
        item.verdict,
        item.sender,
        item.recipient,
        item.period,
        entries,
        entries if waits else item.new,
        entries if own else item.known,
        item.held,
        item.conflicts,
        (header.counts.get("question", 0) if header and not own and item.verdict != "known" else 0),
        item.needs_newer,
        error.code if error else None,
        error.message if error else None,
    )
