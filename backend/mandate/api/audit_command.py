"""`mandate audit`: is the chain of events whole?"""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from mandate.platform.settings import current_settings

audit = typer.Typer(name="audit", no_args_is_help=True, help="The record of every change.")

WORDS = {
    "altered": "内容被改动 altered",
    "missing": "缺失 missing",
    "added": "多出 added by hand",
    "unlinked": "与前一条不衔接 does not follow from the one before",
    "cut off": "此后被删除 everything from here on is gone",
    "rewritten": "与原有存证不符 differs from what was noted before",
}


@audit.command()
def verify(
    anchors: Annotated[Path | None, typer.Option(help="chain heads noted earlier, to compare with")] = None,
    write_anchors: Annotated[
        Path | None, typer.Option(help="a file to note the chain heads in; keep it elsewhere")
    ] = None,
) -> None:
    """Walk every chain of events and name the first row that was altered, removed, added or moved.

    Somebody who owns the database can also recompute the hashes: note the heads regularly with --write-anchors, keep
    that file on another machine, and give it back with --anchors.
    """
    from mandate.platform.audit import anchors_of, read_anchors, verify_chains

    noted = read_anchors(json.loads(anchors.read_text(encoding="utf-8"))) if anchors else {}
    chains = asyncio.run(verify_chains(current_settings(), noted))
    for chain in chains:
        where = chain.zone or "(平台 installation)"
        if chain.finding is None:
            typer.echo(f"✓ {where}: {chain.rows}")
            continue
        bad = chain.finding
        details = " ".join(str(part) for part in (bad.tag, bad.at, bad.event_id) if part)
        typer.echo(f"✗ {where}: 第{bad.sequence}条 event {bad.sequence}: {WORDS[bad.fault]}  {details}", err=True)
    faults = sum(1 for chain in chains if chain.finding)
    typer.echo(f"{len(chains)} chains, {sum(chain.rows for chain in chains)} events believed, {faults} broken")
    if faults:
        raise typer.Exit(1)
    if write_anchors is not None:
        write_anchors.write_text(json.dumps(anchors_of(chains), indent=1) + "\n", encoding="utf-8")
