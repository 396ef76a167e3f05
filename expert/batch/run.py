"""A whole file of incidents: blocks read, qualified on one or several cores, written in order."""

from __future__ import annotations

import gc
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from expert._version import __version__
from expert.batch.block import BlockQualifier, Job, Qualified
from expert.batch.lines import LINES_IN_A_BLOCK, LONGEST_LINE, Block, read_blocks
from expert.batch.progress import Progress, Target, identity_of
from expert.batch.rows import read_header
from expert.batch.writing import CSV_HEADER
from expert.incident_files.reading import STANDARD_INPUT
from expert.plain_text import one_line
from expert.system_errors import said
from knowledge import load_base
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError, Place

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""What tells a spreadsheet that a table is in UTF-8."""

Report = Callable[[Progress, int], None]
"""Called after each block: how far the run is, and the bytes of the input (0: not known)."""


@dataclass(frozen=True)
class Order:
    """What is asked: the input (« - »: standard input), the table or not, and the job."""

    source: str
    table: bool
    job: Job
    cores: int = 1


def run_to_stream(
    order: Order,
    base: KnowledgeBase,
    output: BinaryIO,
    refuse: Callable[[bytes], None],
    report: Report,
) -> Progress:
    """Qualify a file, writing each block as it comes. Raises `InputError`."""
    with _opened(order.source) as stream:
        job, progress = _prepared(order, base, stream)
        output.write(_beginning(job))
        for qualified in _qualified(order, job, base, stream, progress):
            output.write(qualified.written)
            output.flush()
            refuse(qualified.refusals)
            progress = _after(progress, qualified)
            report(progress, _size(order.source))
            del qualified  # it weighs as much as the next one
    return progress


def run_to_file(
    order: Order, base: KnowledgeBase, path: Path, report: Report, *, resume: bool
) -> Progress | None:
    """Qualify a file into another that takes its name once whole; None when it already has.

    Raises:
        InputError: the input cannot be read, or the output would replace something.
    """
    target = Target(path)
    if resume and order.source == "-":
        raise InputError(Place(STANDARD_INPUT), "--reprendre demande un fichier, pas « - »")
    if resume and target.is_finished:
        target.tidy()
        return None
    with _opened(order.source) as stream:
        identity = _identity(order, base, stream)
        job, progress = _prepared(order, base, stream)
        earlier = target.resume(identity) if resume else None
        try:
            if earlier is not None:
                progress, today = earlier
                job = replace(job, today=today)
                stream.seek(progress.offset)
            else:
                target.start()
                beginning = _beginning(job)
                progress = replace(progress, written=len(beginning))
                target.write(beginning, b"", progress, identity, job.today)
            for qualified in _qualified(order, job, base, stream, progress):
                progress = _after(progress, qualified)
                target.write(qualified.written, qualified.refusals, progress, identity, job.today)
                report(progress, _size(order.source))
                del qualified  # it weighs as much as the next one
            target.finish()
        finally:
            target.close()
    return progress


def _identity(order: Order, base: KnowledgeBase, stream: BinaryIO) -> str:
    if order.source == "-":
        return ""
    job = order.job
    asked = (job.file, job.examined_on, job.profile, job.form, job.every)
    return identity_of(stream, __version__, base.digest, *map(str, asked), str(order.table))


def _prepared(order: Order, base: KnowledgeBase, stream: BinaryIO) -> tuple[Job, Progress]:
    """Return the job, with the header of a table read, and where its first incident stands."""
    if not order.table:
        return order.job, Progress()
    raw = stream.readline(LONGEST_LINE)
    if not raw.strip():
        raise InputError(Place(order.job.file), "fichier vide")
    header, delimiter = read_header(raw, order.job.file, base)
    job = replace(order.job, header=header, delimiter=delimiter)
    return job, Progress(offset=len(raw), lines=1)


def _beginning(job: Job) -> bytes:
    return BYTE_ORDER_MARK + CSV_HEADER.encode() if job.form == "csv" else b""


def _after(progress: Progress, qualified: Qualified) -> Progress:
    return Progress(
        offset=qualified.end,
        lines=progress.lines + qualified.lines,
        written=progress.written + len(qualified.written),
        refusals=progress.refusals + len(qualified.refusals),
        done=progress.done + qualified.done,
        refused=progress.refused + qualified.refused,
    )


def _qualified(
    order: Order, job: Job, base: KnowledgeBase, stream: BinaryIO, progress: Progress
) -> Iterator[Qualified]:
    """Yield what each block gives, in the order of the file."""
    blocks = read_blocks(
        stream, first=progress.lines + 1, offset=progress.offset, size=LINES_IN_A_BLOCK
    )
    if order.cores == 1:
        qualifier = BlockQualifier(base, job)
        for block in blocks:
            first = block.first == progress.lines + 1
            yield qualifier.qualify(block)
            if first:
                _leave_aside()
        return
    pending: deque[Future[Qualified]] = deque()
    with ProcessPoolExecutor(order.cores, initializer=_begin_process, initargs=(job,)) as pool:
        try:
            for block in blocks:
                pending.append(pool.submit(_qualify_in_process, block))
                if len(pending) > order.cores:  # a few ahead, never the whole file
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool:
            message = "un processus a été arrêté ; relancer avec --reprendre"
            raise InputError(Place(job.file), message) from None
        finally:
            pool.shutdown(cancel_futures=True)  # left to itself, it may complain as it ends


def _leave_aside() -> None:
    """Tell the collector that what is loaded by now stays: it no longer goes through it."""
    gc.collect()
    gc.freeze()


_IN_PROCESS: list[BlockQualifier] = []


def _begin_process(job: Job) -> None:
    """Prepare a process of the pool: it leaves « Ctrl-C » to the one that commands it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _IN_PROCESS[:] = [BlockQualifier(load_base(), job)]
    _leave_aside()


def _qualify_in_process(block: Block) -> Qualified:
    return _IN_PROCESS[0].qualify(block)


def _opened(source: str) -> BinaryIO:
    place = Place(one_line(source))
    if source == "-":
        return sys.stdin.buffer
    path = Path(source)
    try:
        if path.is_dir():
            raise InputError(place, "c'est un dossier, pas un fichier")
        return path.open("rb")
    except FileNotFoundError:
        raise InputError(place, "fichier introuvable") from None
    except PermissionError:
        raise InputError(place, "lecture non permise") from None
    except OSError as error:
        raise InputError(place, f"lecture impossible ({said(error)})") from None


def _size(source: str) -> int:
    try:
        return 0 if source == "-" else Path(source).stat().st_size
    except OSError:
        return 0
