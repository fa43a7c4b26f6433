"""The quick reading and marshmallow's own give the same and refuse the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from services.chassis.intake import CloudEventSchema
from services.chassis.plain_reading import PlainReader
from services.courses.api.learning import INLETS as LEARNING
from services.skills.api.events import INLETS as HR

EVENT = {
    "specversion": "1.0",
    "id": "7f0c",
    "source": "https://lms.example/completions",
    "type": "learning.training.completed.v1",
    "time": "2026-03-02T14:05:00Z",
    "subject": "A1024",
    "datacontenttype": "application/json",
    "data": {},
}
DATA = {
    "staff_number": "A1024",
    "name": "Ann Example",
    "email": "ann@example.org",
    "unit": "digital",
    "parent": "trust",
    "role_level": "developer",
    "manager": "A1",
    "course": "data-foundations",
    "percent": 40,
    "completed_on": "2026-03-02",
    "starts_on": "2020-02-29",
    "leaves_on": "2026-03-31",
    "score": 0.86,
    "hours": 6,
}
INLETS = {**LEARNING.types, **HR.types}
SCHEMAS = [
    pytest.param(CloudEventSchema(), EVENT, id="envelope"),
    *(pytest.param(inlet.schema(), DATA, id=name) for name, inlet in INLETS.items()),
]
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-1, 200)
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["2026-02-30", "1e3", " ", "a\u202eb", "2026-03-02T14:05:00", "1.0", "x" * 501]
    )
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
    | st.lists(st.integers(), max_size=2)
)


def outcome(load, said):
    """What is read, or what is said against it."""
    try:
        return load(said)
    except ValidationError as error:
        return error.normalized_messages()


class TestPlainReader:
    @pytest.mark.parametrize(("schema", "sound"), SCHEMAS)
    def test_reads_what_is_sound_as_marshmallow_does(self, schema, sound):
        said = {key: value for key, value in sound.items() if key in schema.load_fields}

        assert PlainReader(schema).load(said) == schema.load(said)

    @pytest.mark.parametrize(("schema", "sound"), SCHEMAS)
    @given(data=st.data())
    def test_agrees_with_marshmallow_on_what_stands(self, schema, sound, data):
        names = st.sampled_from([*sound, "beyond"])
        changed = data.draw(st.dictionaries(names, VALUES, max_size=3))
        left_out = data.draw(st.sets(st.sampled_from(sorted(sound)), max_size=2))
        known = {key: value for key, value in sound.items() if key in schema.load_fields}
        said = {key: value for key, value in (known | changed).items() if key not in left_out}

        assert outcome(PlainReader(schema).load, said) == outcome(schema.load, said)

    @pytest.mark.parametrize("said", [None, 3, "text", []], ids=repr)
    def test_refuses_what_is_no_object_as_marshmallow_does(self, said):
        schema = CloudEventSchema()

        assert outcome(PlainReader(schema).load, said) == outcome(schema.load, said)
