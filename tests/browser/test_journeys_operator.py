"""What operators come for: whether anything is lost or late, and to mend it."""

import pytest
from kafka import KafkaProducer
from playwright.sync_api import expect

from services.contracts.catalogue import TOPICS

pytestmark = pytest.mark.usefixtures("sample")

TOPIC = next(name for name in TOPICS if name.startswith("skills.levels"))


@pytest.fixture
def femi(as_person):
    """Who looks after the system."""
    return as_person("femi.adeyemi")


@pytest.fixture
def bad_message(sample, way):
    """A message on a topic that cannot be read."""
    producer = KafkaProducer(bootstrap_servers=sample["kafka_bootstrap_servers"])
    producer.send(TOPIC, key=b"A2102", value=f"no event, {way}".encode()).get(20)
    producer.close()


class TestSystemStatus:
    def test_tells_of_each_part_and_its_processes(self, femi):
        femi.open("/reporting/")
        femi.follow("System status")
        femi.sees("Processes", "How far behind")
        femi.follow("People and skills")

        assert femi.page.url.endswith("/skills/status")

    @pytest.mark.usefixtures("bad_message")
    def test_shows_what_was_set_aside_and_replays_it(self, femi):
        page = femi.page
        femi.open("/reporting/status")
        row = page.get_by_role("row").filter(has_text="See the content")
        for _ in range(60):
            if row.count():
                break
            page.reload()
        before = row.count()
        assert before

        femi.follow("See the content")
        assert femi.heading() == "An event set aside"
        femi.follow("System status")
        femi.press("Replay the event")

        expect(
            page.get_by_role("alert").or_(page.get_by_role("region", name="Look again"))
        ).to_contain_text("replayed")
