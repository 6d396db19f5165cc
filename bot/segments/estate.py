"""The estate: what the devices of a company run, and what few of them run."""

from collections import Counter
from collections.abc import Sequence

RARE_OS = "rare_os"
RARELY = 0.2  # of the devices
ENOUGH = 10  # devices; from fewer it cannot be told what is usual
_MAKERS = frozenset({"microsoft", "apple", "google", "red"})
_FAMILIES = {
    "mac": "macOS",
    "macos": "macOS",
    "osx": "macOS",
    "windows": "Windows",
    "chromeos": "ChromeOS",
    "chrome": "ChromeOS",
    "ios": "iOS",
    "ipados": "iPadOS",
    "android": "Android",
    **dict.fromkeys(("linux", "ubuntu", "debian", "fedora", "suse", "opensuse", "rhel", "hat", "arch"), "Linux"),
}


def family(system: str) -> str:
    """Windows of “Microsoft Windows 11 Pro”; the first word of what nobody has heard of."""
    words = [word for word in system.casefold().split() if word not in _MAKERS] or [system]
    return _FAMILIES.get(words[0], words[0])


def rare_systems(systems: Sequence[str]) -> dict[str, str]:
    """Of the systems of all devices those that few have, with how few in words."""
    counts = Counter(family(system) for system in systems)
    if len(systems) < ENOUGH:
        return {}
    rare = {name: count for name, count in counts.items() if count <= RARELY * len(systems)}
    return {
        system: f"{family(system)}, on {rare[family(system)]} of {len(systems)} devices"
        for system in systems
        if family(system) in rare
    }
