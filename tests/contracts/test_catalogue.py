"""The catalogue says what is so: producers, consumers, topics, and the document made of it."""

from importlib import import_module
from pathlib import Path

import pytest

from services.contracts import asyncapi
from services.contracts.catalogue import EVENT_TYPES, TOPICS, topics_followed_by

SERVICES = ("skills", "courses", "reporting")


class TestTheCatalogue:
    @pytest.mark.parametrize("event", EVENT_TYPES.values(), ids=lambda e: e.name)
    def test_names_an_event_for_its_producer(self, event):
        topic = TOPICS[event.topic]

        assert event.name.startswith(f"{topic.producer}.")
        assert event.name.endswith(".v1")

    @pytest.mark.parametrize("service", SERVICES)
    def test_lists_what_each_consumer_table_follows(self, service):
        follows = import_module(f"services.{service}.consumer").FOLLOWS

        topics = {EVENT_TYPES[name].topic for name in follows}
        all_of_them = {e.name for e in EVENT_TYPES.values() if e.topic in topics}

        assert topics == set(topics_followed_by(service))
        assert set(follows) == all_of_them

    @pytest.mark.parametrize("event", EVENT_TYPES.values(), ids=lambda e: e.name)
    def test_knows_only_events_that_their_producer_says(self, event):
        producer = Path("services") / TOPICS[event.topic].producer
        said = "".join(path.read_text() for path in producer.rglob("events.py"))

        stem = event.name.removesuffix(".v1").rpartition(".")
        assert event.name in said or (stem[0] in said and stem[2] in said)

    def test_is_what_the_asyncapi_document_says(self):
        assert Path(asyncapi.DOCUMENT).read_text(encoding="utf-8") == asyncapi.text(), (
            "run python -m services.contracts.asyncapi"
        )
