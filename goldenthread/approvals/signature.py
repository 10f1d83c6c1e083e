"""The signature over all notes of approval: who may write to the repository can write a note, but cannot sign it.

The publishing workflow signs the id of the notes' tree, which stands for every note in it, with a key of SSH. The
signature is a note of git on that tree: `git fetch origin 'refs/notes/*:refs/notes/*'` brings both.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from goldenthread.approvals.notes import REF, listed, write
from goldenthread.common.git import GitFailed, git, objects
from goldenthread.model.approval_rules import ApprovalRules
from goldenthread.model.base import PUBLIC_KEY

SIGNATURES = "refs/notes/approvals-signature"
KEY = "GOLDEN_THREAD_SIGNING_KEY"  # the variable of the environment in which the workflow has the private key
_PURPOSE = "golden-thread-approvals"  # a signature for anything else is none
_SIGNER = "golden-thread"


def public_key() -> str:
    """Return the public part of the workflow's key; empty where it has none."""
    if not os.environ.get(KEY, "").strip():
        return ""
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        return _answer("-y", "-f", str(_private(Path(folder)))).decode().strip()


def sign(root: Path) -> None:
    """Sign the notes as they are now with the workflow's key. Raise GitFailed when that cannot be done."""
    tree = _trees(root)[0]
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        key = _private(Path(folder))
        signature = _answer("-Y", "sign", "-f", str(key), "-n", _PURPOSE, given=tree.encode())
    write(root, SIGNATURES, tree, signature)


def signed_notes(root: Path, key: str) -> dict[str, str]:
    """Return the blobs of the notes that a public key has signed, by commit: those of the newest tree with its name.

    A note is proved when its blob is still the same. After a change of keys, earlier notes stay with the earlier key.
    """
    signatures = listed(root, SIGNATURES)
    trees = [tree for tree in _trees(root) if tree in signatures]
    raw = objects(root, (signatures[tree] for tree in trees))
    for tree in trees:
        if _fits(key, tree, raw.get(signatures[tree], b"")):
            return dict(_notes_in(root, tree))
    return {}


def proof_of(root: Path, rules: ApprovalRules) -> str:
    """Return what the notes in this copy prove by themselves, in words: nobody is asked."""
    kept = listed(root, REF)
    if rules.since is None:
        return "The council keeps no approvals (since: not recorded), so there is nothing to prove."
    if not kept:
        return (
            "This copy has no notes of approval, so no approval on the code host can be shown. "
            "Fetch them: git fetch origin 'refs/notes/*:refs/notes/*'"
        )
    if not rules.signed_by:
        return (
            f"The {len(kept)} notes of approval are not signed. They show what the publishing workflow recorded, but "
            "whoever may write to the repository could have changed them. Compare them with the code host."
        )
    signed = signed_notes(root, rules.signed_by)
    unsigned = sum(signed.get(of) != blob for of, blob in kept.items())
    if not unsigned:
        return (
            f"All {len(kept)} notes of approval are signed with the council’s key: the publishing workflow wrote "
            "them, and nobody has changed them since."
        )
    return (
        f"{unsigned} of {len(kept)} notes of approval are not signed with the council’s key (signed_by in "
        "data/approval-rules.yml). They count only for changes made before that key was recorded."
    )


def _trees(root: Path) -> list[str]:
    """Return every state of the notes by the id of its tree, the newest first."""
    try:
        return git(root, "log", "--format=%T", REF).decode().split()
    except GitFailed:
        return []


def _notes_in(root: Path, tree: str) -> Iterator[tuple[str, str]]:
    for entry in git(root, "ls-tree", "-r", "-z", "--full-tree", tree).decode("utf-8", "replace").split("\0"):
        facts, _, path = entry.partition("\t")
        if path:
            yield path.replace("/", ""), facts.split(" ")[2]


def _fits(key: str, tree: str, signature: bytes) -> bool:
    """Whether a signature over a tree's id was made with the private part of a public key."""
    public = PUBLIC_KEY.fullmatch(key.strip())
    if not public or not signature:
        return False
    with TemporaryDirectory(prefix="golden-thread-") as folder:
        signers, file = Path(folder) / "signers", Path(folder) / "signature"
        signers.write_text(f"{_SIGNER} {public[1]}\n", "utf-8")
        file.write_bytes(signature)
        asked = ("-f", str(signers), "-I", _SIGNER, "-n", _PURPOSE, "-s", str(file))
        return _keygen("-Y", "verify", *asked, given=tree.encode()).returncode == 0


def _private(folder: Path) -> Path:
    """Write the workflow's key to a file that only its owner can read: ssh-keygen takes it from nowhere else."""
    path = folder / "key"
    path.touch(mode=0o600)
    path.write_text(os.environ[KEY].strip() + "\n", "utf-8")
    return path


def _answer(*words: str, given: bytes = b"") -> bytes:
    done = _keygen(*words, given=given)
    if done.returncode:
        raise GitFailed(f"ssh-keygen failed: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


def _keygen(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *words], input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitFailed("The program ssh-keygen is not installed here.") from error
