"""`build.py record-published`, `redraw` and `freeze`: keep cabinet reports as they are published, byte for byte.

`record-published` keeps the PDF that every build gives from then on; `redraw` adds another in a new look; `freeze` keeps
page and PDF at an address of their own.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from goldenthread.commands.cli import as_typed
from goldenthread.commands.guide import addresses
from goldenthread.common.errors import CommandError, Exit, explaining
from goldenthread.editing.save import write
from goldenthread.editing.splice import add_item
from goldenthread.github.client import connected
from goldenthread.github.pull_requests import propose_files
from goldenthread.model.addresses import LEDGER, Addresses, first_list
from goldenthread.model.kinds import CABINET_REPORTS
from goldenthread.outputs.pdf.decision_notices import draw_notices
from goldenthread.outputs.pdf.report_pdfs import ReportPdf, draw_reports
from goldenthread.publish.keep_version import content_of, published, versions
from goldenthread.publish.project_paths import Places
from goldenthread.read import Content
from goldenthread.read.published_versions import FOLDER
from goldenthread.register import Register, build
from goldenthread.register.published_files import printed_records
from goldenthread.rules import sound_content
from goldenthread.rules.permanent_addresses import addresses as public


def run(args: argparse.Namespace) -> Exit:
    """Draw and write each version that is not kept yet."""
    with published(args.root) as folder:
        content = content_of(folder, args.today)
        shown = [name for name, r in content.cabinet_reports.items() if r.is_public(args.today)]
        if unknown := [name for name in args.reports if name not in shown]:
            raise CommandError(
                f"No report “{unknown[0]}” is published. Choose from: {', '.join(sorted(shown))}."
            )
        files = versions(args.root, folder, content, args.reports or shown, args.today)
    write(args.root, files)
    folders = sorted({file.rpartition("/")[0] for file in files})
    if not folders:
        print("Every version is already kept. Nothing was changed.")
        return Exit.FINE
    print("Kept as it is published:", *(f"  {folder}/" for folder in folders), sep="\n")
    print(f"Propose these files with your change. They never change again. Then run {as_typed('addresses')}")
    return Exit.FINE


def record_published(args: argparse.Namespace) -> Exit:
    """Keep the PDF of each public report and decision that is not recorded in these words, as `build` gives it."""
    content = sound_content(args.root, args.today)
    pdfs = _drawn(args, build(content, args.today))
    new = {key: pdf for key, pdf in pdfs.items() if pdf.published is None}
    files = _entries(args, content, new, None)
    if not files:
        print("Every published PDF is already recorded. Nothing was changed.")
        return Exit.FINE
    if args.propose:
        with explaining("The record could not be proposed"):
            number = propose_files(args.root, connected(), "record-published", files, _proposal(new))
        print(f"Pull request {number} records what was published: {', '.join(map(_name, new))}.")
        return Exit.FINE
    write(args.root, files)
    print("Recorded as published:", *(f"  {file}" for file in files), sep="\n")
    print("From now on a build gives these PDFs, byte for byte, until their words change.")
    return Exit.FINE


def _proposal(new: Mapping[str, ReportPdf]) -> dict[str, str]:
    """Return title and text of the pull request that records what was published."""
    lines = "".join(f"- {_name(key)}: SHA-256 `{pdf.sha256}`\n" for key, pdf in new.items())
    return {
        "title": "Record what was published",
        "body": "These PDFs have been published. Once this is merged, a new look or library no longer changes their "
        f"bytes.\n\n{lines}\nThe code host does not start checks on changes that a program proposes. To start them, "
        "choose “Close pull request”, then “Reopen pull request”.\n",
    }


def redraw(args: argparse.Namespace) -> Exit:
    """Draw reports again although their words are the same; the PDF until now stays at an address of its own."""
    content = sound_content(args.root, args.today)
    register = build(content, args.today)
    asked = {f"{name}/" if "/" in name else CABINET_REPORTS.url(name): name for name in args.reports}
    if unknown := [name for url, name in asked.items() if url not in register.editions]:
        raise CommandError(
            f"No PDF of “{unknown[0]}” is recorded as published, so every build draws it again anyway."
        )
    others = {url: item for url, item in register.editions.items() if url not in asked}
    pdfs = _drawn(args, replace(register, editions=others))
    new = {url: pdfs[url] for url in asked if pdfs[url].sha256 != register.editions[url].sha256}
    if not new:
        print("Drawn again, the bytes are the same. Nothing was changed.")
        return Exit.FINE
    reports = [_name(url) for url in new if url.startswith(f"{CABINET_REPORTS.folder}/")]
    kept = versions(args.root, args.root, content, reports, args.today)
    write(args.root, kept | _entries(args, content, new, args.why))
    print("Drawn again:", *(f"  {_name(url)}, SHA-256 {pdf.sha256}" for url, pdf in new.items()), sep="\n")
    print("The PDF until now stays at an address of its own. Propose these files with your change.")
    return addresses(args)


def _drawn(args: argparse.Namespace, register: Register) -> dict[str, ReportPdf]:
    """Return the PDF of each report and decision by the address of its record."""
    places = Places.of(args.root, None)
    there = (register, places.environment(), places.root, places.cache)
    pdfs = (*draw_reports(*there).values(), *draw_notices(*there).values())
    return {f"{pdf.path.rpartition('/')[0]}/": pdf for pdf in pdfs}


def _name(url: str) -> str:
    """Return how an officer names a record: a report by its id, a decision with its kind."""
    return url.removeprefix(f"{CABINET_REPORTS.folder}/").rstrip("/")


def _entries(
    args: argparse.Namespace, content: Content, pdfs: Mapping[str, ReportPdf], why: str | None
) -> dict[str, bytes]:
    """Return PDFs to be kept, by path, and the list with an entry for each."""
    site = getattr(args, "site", None)
    ledger = args.root / LEDGER
    listed = (
        ledger.read_bytes()
        if ledger.exists()
        else first_list(public(content, args.today), args.today).encode()
    )
    files = {}
    for url, pdf in pdfs.items():
        raw = (site / pdf.path).read_bytes() if site else pdf.content()
        digest = sha256(raw).hexdigest()
        file = f"{FOLDER}/{url}{args.today}-{digest[:8]}.pdf"
        facts = {"file": file, "date": args.today.isoformat(), "sha256": digest}
        if url.startswith(f"{CABINET_REPORTS.folder}/"):
            facts |= {"records": printed_records(content, _name(url))}
        facts |= {"words": pdf.words, "form": pdf.form}
        listed = add_item(listed, ("kept",), facts | ({"why": why} if why else {}), Addresses, first=True)
        files[file] = raw
    return files | ({LEDGER: listed} if files else {})
