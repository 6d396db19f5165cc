"""What Slack's client checks in a modal before it sends it."""

import re

from local_slack import elements
from local_slack.state import Json

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def check(blocks: list[Json], values: Json) -> dict[str, str]:
    """block_id -> what is wrong with its input; empty when the modal can be sent."""
    problems: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            element = next(elements.of_block(block))
            value = _value(element, values.get(block["block_id"], {}).get(element["action_id"], {}))
            problem = _problem(element, value, optional=block.get("optional", False))
            if problem:
                problems[block["block_id"]] = problem
    return problems


def _value(element: Json, element_state: Json) -> object:
    keys = elements.STATE_KEYS[element["type"]]
    return element_state.get(keys[0]) if keys else None


def _problem(element: Json, value: object, *, optional: bool) -> str:
    if not value:
        return "" if optional else REQUIRED
    if not isinstance(value, str):
        return ""
    if element["type"] == "email_text_input" and not _EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not value.startswith(("http://", "https://")):
        return "Please enter a valid URL."
    if element["type"] == "number_input":
        return _number_problem(element, value)
    return _length_problem(element, value)


def _number_problem(element: Json, value: str) -> str:
    if not _NUMBER.fullmatch(value) or ("." in value and not element["is_decimal_allowed"]):
        return "Please enter a valid number."
    number = float(value)
    if number < float(element.get("min_value", number)) or number > float(element.get("max_value", number)):
        return "Please enter a number in the allowed range."
    return ""


def _length_problem(element: Json, value: str) -> str:
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < shortest:
        return f"Please use at least {shortest} characters."
    return f"Please use at most {longest} characters." if len(value) > longest else ""
