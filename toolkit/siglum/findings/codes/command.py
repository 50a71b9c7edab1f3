"""The command and its configuration."""

from __future__ import annotations

from siglum.findings.codes.code import Code
from siglum.findings.diagnostics import Severity

CODES = {
    "SG901": Code(
        title="Wrong configuration",
        help="See the README for the keys of edition.toml.",
        why="""
            A misspelt setting would otherwise be ignored, and the edition checked or published in
            another way than you think.
            """,
        wrong="""
            [edition]
            title = "Letters"
            source = ["tei/*.xml"]
            """,
        right="""
            [edition]
            title = "Letters"
            sources = ["tei/*.xml"]
            """,
    ),
    "SG902": Code(
        title="Output folder is not siglum's",
        help="Choose an empty or new folder: siglum replaces only what it made.",
        why="""
            Publishing replaces the whole output folder. siglum refuses a folder that holds files it
            did not make, so that none of yours can be deleted.
            """,
        wrong="$ siglum build -o ~/Documents",
        right="$ siglum build -o _site",
    ),
    "SG903": Code(
        title="Can't write",
        help="Check the folder's permissions and the space on the disk.",
        why="""
            The result was not written; what stood there before is unchanged.
            """,
        wrong="$ siglum build -o /usr/share/edition",
        right="$ siglum build -o _site",
    ),
    "SG904": Code(
        title="Another build is running",
        help="Wait until it is done.",
        why="""
            Two builds that write the same folder would mix their pages. The one that began first
            goes on; this one has changed nothing.
            """,
        wrong="$ siglum build & siglum build",
        right="$ siglum build && siglum build",
    ),
    "SG905": Code(
        title="Names that are one on other systems",
        help="Give the files names that differ in more than capitals or the coding of accents.",
        severity=Severity.WARNING,
        why="""
            On Windows and macOS, “A.xml” and “a.xml” are one file, and so are two names whose
            accents are coded in different ways. Whoever copies the edition there loses one of them,
            and so does a web server with its pages.
            """,
        wrong="tei/A.xml tei/a.xml",
        right="tei/A.xml tei/A-draft.xml",
    ),
    "SG906": Code(
        title="Nothing can be kept",
        help="Let siglum write to the edition's folder and to your cache folder; until then, all is read "
        "each time.",
        severity=Severity.INFO,
        why="""
            What siglum reads of the documents is kept in .siglum/ beside edition.toml, by a name made
            with a key in the user's cache folder, so that the next run reads only what changed. Where
            one of them can't be kept, each run reads all documents; the result is the same.
            """,
        wrong="an edition on a disk that is read-only",
        right="an edition in a folder that you may write",
    ),
    "SG907": Code(
        title="Cluster can't be used",
        help="See “On a cluster” in docs/large-editions.md.",
        why="""
            A cluster gives the same result as one machine, or none. Where the scheduler can't be
            reached, or is lost, or a worker has another version of siglum or Python, siglum stops and
            changes nothing; what a build has made is kept for the next one.
            """,
        wrong="$ siglum build --scheduler tcp://no-such-host:8786",
        right="$ siglum build --scheduler tcp://scheduler.example.org:8786",
    ),
}
