"""What SARIF 2.1.0 demands of the objects that we write: their properties, no others, and what these hold.

Written after the standard (OASIS, sections 3.13 to 3.58). Its own schema is far larger, since it also
describes the many objects that we never write.
"""

from __future__ import annotations

from typing import Any


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def _array(items: Any, **limits: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **limits}


_TEXT = {"type": "string"}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_MESSAGE = _object("text", text=_TEXT)
_POSITION = {"type": "integer", "minimum": 1}
_URI = {"type": "string", "pattern": r"^[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*$"}
_LOCATION = _object(
    "",
    physicalLocation=_object(
        "artifactLocation",
        artifactLocation=_object("", uri=_URI),
        region=_object("startLine", startLine=_POSITION, startColumn=_POSITION),
    ),
    logicalLocations=_array(_object("", fullyQualifiedName=_TEXT, kind=_TEXT), uniqueItems=True),
)
_RULE = _object(
    "id",
    id=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    defaultConfiguration=_object("", level=_LEVEL),
)
_RESULT = _object(
    "message",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_array(_LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
    suppressions=_array(
        _object(
            "kind",
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
            justification=_TEXT,
        ),
        uniqueItems=True,
    ),
)
_NOTIFICATION = _object(
    "message", level=_LEVEL, message=_MESSAGE, locations=_array(_LOCATION, uniqueItems=True)
)
_INVOCATION = _object(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications=_array(_NOTIFICATION),
)
_RUN = _object(
    "tool",
    tool=_object(
        "driver", driver=_object("name", name=_TEXT, version=_TEXT, rules=_array(_RULE, uniqueItems=True))
    ),
    invocations=_array(_INVOCATION),
    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=_array(_RESULT),
)

SARIF = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object("version runs", version={"const": "2.1.0"}, runs=_array(_RUN)),
}
SARIF["properties"]["$schema"] = {"type": "string", "format": "uri"}
