"""Whether the data of an event keeps its contract: fast for what does, in words for what does not.

The marshmallow schemas are the one source. Compiled to JSON Schema they answer yes or no in about
two microseconds, which a consumer of thousands of messages needs; only what is refused is loaded
by marshmallow itself, for the reason in words.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from services.contracts.catalogue import EVENT_TYPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def problems(event_type: str, data: object) -> Mapping[str, Any]:
    """What is wrong with the data of an event type we know, by field; empty when nothing is."""
    schema = EVENT_TYPES[event_type].schema
    if _compiled(schema).is_valid(data):
        return {}
    return schema().validate(data) or {"data": "Must keep the JSON Schema of its type."}  # type: ignore[arg-type]  # marshmallow answers any value


@cache
def json_schema(schema: type[Schema]) -> Mapping[str, Any]:
    """JSON Schema (2020-12) of a marshmallow schema, whole, with what it nests under `$defs`."""
    spec = APISpec(title="-", version="-", openapi_version="3.1.0", plugins=[MarshmallowPlugin()])
    spec.components.schema(schema.__name__, schema=schema)
    definitions = json.loads(
        json.dumps(spec.to_dict()["components"]["schemas"]).replace(
            "#/components/schemas/", "#/$defs/"
        )
    )
    own = definitions.pop(schema.__name__)
    return {"$schema": DIALECT, "description": schema.__doc__, **own, "$defs": definitions}


@cache
def _compiled(schema: type[Schema]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(dict(json_schema(schema)), validate_formats=True)
