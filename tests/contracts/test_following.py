"""What each service keeps of an event is what it reads again: the contract fits its kinds."""

from dataclasses import fields

import msgspec
import pytest

from services.chassis.documents import from_document
from services.contracts.catalogue import EVENT_TYPES
from services.contracts.checking import problems
from services.courses.service import SERVICE as COURSES
from services.reporting.service import SERVICE as REPORTING
from services.skills.service import SERVICE as SKILLS
from tests.contracts.test_examples import EXAMPLES, load
from tests.delivery import make_event
from tests.unit.chassis.reading import basis

VALUES = {path.stem: load(path)[0] for path in EXAMPLES}
FOLLOWED = [
    pytest.param(service, name, id=f"{service.name} follows {name}")
    for service in (SKILLS, COURSES, REPORTING)
    for name in service.follows
    if not name.endswith(".removed.v1")
]


def followed(service, name, said=None, **beyond):
    """The things of a service's copies after the example of an event type, or what is said."""
    example = VALUES[name]
    work = service.work(basis(rebuilding=True))
    data = {**(said or example["value"]), **beyond}
    service.follows[name](work, [make_event(name, example["key"], 5, **data)])
    copies = [shelf for shelf in work.shelves if shelf.kind.read_model]
    return [(shelf, shelf.get(identity)) for shelf in copies for identity in shelf.changed]


@pytest.mark.parametrize(("service", "name"), FOLLOWED)
class TestFollowing:
    def test_keeps_what_the_kind_reads_of_the_data(self, service, name):
        ((shelf, thing),) = followed(service, name)
        (written,) = (document for _, document, _ in shelf.changes())

        assert from_document(written, shelf.kind.of) == thing

    def test_keeps_a_message_without_the_optional_fields(self, service, name):
        schema = EVENT_TYPES[name].schema()
        optional = {f.data_key or n for n, f in schema.load_fields.items() if not f.required}
        whole = VALUES[name]["value"]
        said = {field: value for field, value in whole.items() if field not in optional}

        ((_, thing),) = followed(service, name, said)

        assert problems(name, said) == {}
        left_out = optional & {field.name for field in fields(thing)}
        assert all(getattr(thing, field) in (None, (), False) for field in left_out)

    def test_keeps_the_same_where_a_later_version_says_more(self, service, name):
        ((_, thing),) = followed(service, name)
        ((_, again),) = followed(service, name, later={"x": 1})

        assert again == thing


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, id=f"{service.name}: {kind.name}")
        for service in (SKILLS, COURSES, REPORTING)
        for kind in service.work.kinds
    ],
)
def test_every_kind_can_be_read_again(kind):
    assert msgspec.inspect.type_info(kind.of).cls is kind.of
