"""Ask whether what is locked is known to be vulnerable: ``audit.py LOCK-FILE [PIP-AUDIT]``.

Exits with 1 where one is. Where nobody can be asked, it says so, and holds nothing up: pip-audit
itself calls it clean where the registry knows none of the packages.
"""

import json
import subprocess
import sys
from pathlib import Path

#: How many seconds pip-audit waits for each answer, and may take in all.
WAIT, LIMIT = "5", 180

#: What it ends with where the service of known vulnerabilities does not answer.
UNREACHABLE = ("ConnectionError", "ServiceError", "Timeout", "Could not connect", "JSONDecodeError")

OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def audit(lock: str, program: str) -> tuple[int, str]:
    """Return the code to exit with, and what to say."""
    try:
        done = subprocess.run(
            [program, *OPTIONS, "--timeout", WAIT, "--requirement", lock],
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return 0, f"Nothing was audited: the service did not answer in {LIMIT} seconds."
    if not done.stdout.strip():
        if any(word in done.stderr for word in UNREACHABLE):
            return 0, "Nothing was audited: the service of known vulnerabilities is out of reach."
        return 1, done.stderr
    return judge(json.loads(done.stdout)["dependencies"])


def judge(packages: list[dict]) -> tuple[int, str]:
    """Return the same of what pip-audit found."""
    asked = [package for package in packages if "skip_reason" not in package]
    found = [
        f"{package['name']} {package['version']}: {flaw['id']}"
        + (f", mended in {' or '.join(flaw['fix_versions'])}" if flaw["fix_versions"] else "")
        for package in asked
        for flaw in package["vulns"]
    ]
    if found:
        return 1, "\n".join(found)
    if not asked:
        return 0, "Nothing was audited: the registry says nothing of vulnerabilities."
    unknown = len(packages) - len(asked)
    rest = f"; of {unknown} others nothing is known" if unknown else ""
    return 0, f"No known vulnerability in {len(asked)} of the packages{rest}."


if __name__ == "__main__":
    beside = str(Path(sys.executable).parent / "pip-audit")
    code, said = audit(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else beside)
    print(said)
    sys.exit(code)
