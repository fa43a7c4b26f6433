"""The processes of a service besides web, wired: relay, consumer, rebuild of read models."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import structlog

from services.chassis import freshness, kafka, rebuild
from services.chassis.clock import SystemClock
from services.chassis.event_log import EventLog
from services.chassis.freshness import Position, Sign
from services.chassis.mongo import Mongo, connect
from services.chassis.pacing import at_rest, each_second, sparingly
from services.chassis.relay import relay
from services.chassis.runner import Runner, consume
from services.chassis.service import Service
from services.chassis.settings import Settings
from services.contracts.catalogue import TOPICS, topics_followed_by

LOG = structlog.get_logger(__name__)
WAIT_FOR_TOPICS = 2.0


class Process:
    """What relay and consumer share: settings, database, a stop signal, a sign of life."""

    def __init__(self, service: Service, settings: Settings, kind: str) -> None:
        self.service = service
        self.settings = settings
        self.kind = kind
        self.clock = SystemClock(settings.business_time_zone)
        self.mongo: Mongo[Any] = Mongo(
            connect(settings.mongo_url),
            service=service.name,
            prefix=settings.database_prefix,
            work=service.work,
            clock=self.clock,
        )
        self.stop = threading.Event()
        self.started = self.clock.now()

    def run_relay(self) -> None:
        """Send the event log until told to stop."""
        self._ready([t.name for t in TOPICS.values() if t.producer == self.service.name])
        producer = kafka.relay_producer(
            self.settings.kafka_bootstrap_servers, self.service.name, self.settings.topic_prefix
        )
        self._until_signalled()
        log = EventLog(self.mongo.client, self.mongo.database)
        tell = each_second(lambda: self._tell())
        prefix = self.settings.topic_prefix
        relay(log, producer, self.stop, prefix=prefix, clock=self.clock, tell=tell)

    def run_consumer(self) -> None:
        """Apply what Kafka brings until told to stop, or until a rebuild has switched."""
        generation = rebuild.first_generation(self.mongo, self._used)
        self._ready(topics_followed_by(self.service.name), generation)
        runner = self._runner(generation)
        consumer = self._member(generation)
        onlooker = kafka.onlooker(self.settings.kafka_bootstrap_servers)
        self._until_signalled()

        # While events wait, some of the people who are missing are in them.
        waiting_people = at_rest(sparingly(lambda: self._waiting_people(generation)), first=0)

        def tell() -> None:
            positions = runner.positions(consumer, onlooker)
            resting = not any(position.waiting for position in positions)
            self._tell_position(runner, positions, waiting_people(resting))
            if self.mongo.generation() != generation:
                LOG.info("a rebuilt generation serves; ending to join it")
                self.stop.set()

        consume(consumer, runner.apply, self.stop, each_second(tell))
        onlooker.close()
        consumer.close()

    def run_rebuild(
        self, say: Callable[[str], None], *, old_one_stays: float = rebuild.OLD_ONE_STAYS
    ) -> None:
        """Fill the next generation, switch to it, and drop the old one a minute later."""
        old = self.mongo.generation()
        generation = rebuild.next_generation(self.mongo, self._used)
        self._ready(topics_followed_by(self.service.name), generation)
        say(f"Filling generation {generation} of {self.service.name}; {old} serves meanwhile.")
        self._fill(generation, say)
        rebuild.switch(self.mongo, generation)
        say(f"Generation {generation} serves. Saying again what changed with it.")
        time.sleep(1)  # until the pointer is looked up anew
        rebuild.say_again_what_changed(self.mongo, self.service)
        say(f"Generation {old} is dropped in {old_one_stays:g} seconds.")
        time.sleep(old_one_stays)
        self.mongo.drop(old)

    def _fill(self, generation: int, say: Callable[[str], None]) -> None:
        runner = self._runner(generation, rebuilding=True)
        consumer = self._member(generation)
        ends: dict[Any, int] = {}

        def tell() -> None:
            if not ends and consumer.assignment():
                ends.update(consumer.end_offsets(sorted(consumer.assignment())))
            if ends and rebuild.passed(consumer, ends):
                runner.keep_dead = True
                waiting = sum(p.waiting for p in runner.positions(consumer, consumer))
                say(f"{waiting} events wait.")
                if waiting == 0:
                    self.stop.set()

        consume(consumer, runner.apply, self.stop, tell)
        consumer.close()
        self.stop.clear()

    def _ready(self, topics: Any, generation: int | None = None) -> None:
        self.mongo.prepare(self.mongo.generation() if generation is None else generation)
        freshness.prepare(self.mongo.database)
        servers, prefix = self.settings.kafka_bootstrap_servers, self.settings.topic_prefix
        client = kafka.admin(servers)
        while faults := kafka.topic_faults(client, prefix, topics):
            LOG.warning("waiting for topics", faults=faults)
            time.sleep(WAIT_FOR_TOPICS)
        client.close()

    def _runner(self, generation: int, *, rebuilding: bool = False) -> Runner:
        return Runner(
            self.service,
            self.mongo,
            clock=self.clock,
            prefix=self.settings.topic_prefix,
            generation=generation,
            rebuilding=rebuilding,
        )

    def _member(self, generation: int) -> Any:
        prefix = self.settings.topic_prefix
        return kafka.group_member(
            self.settings.kafka_bootstrap_servers,
            [prefix + name for name in topics_followed_by(self.service.name)],
            self._group(generation),
            self.settings.slot,
        )

    def _group(self, generation: int) -> str:
        return f"{self.settings.topic_prefix}{self.service.name}-{generation}"

    def _used(self, generation: int) -> bool:
        servers = self.settings.kafka_bootstrap_servers
        return kafka.has_read(servers, self._group(generation))

    def _until_signalled(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())

    def _tell(self, **more: Any) -> None:
        slot = self.settings.slot
        sign = Sign(kind=self.kind, slot=slot, started=self.started, at=self.clock.now(), **more)
        freshness.write(self.mongo.database, sign)

    def _tell_position(
        self, runner: Runner, positions: Sequence[Position], waiting_people: int
    ) -> None:
        self._tell(
            positions=positions,
            waiting_people=waiting_people,
            skipped=runner.skipped,
            dead=runner.dead,
        )

    def _waiting_people(self, generation: int) -> int:
        kinds = self.service.records_of_people
        if kinds is None:
            return 0
        records, people = (kind.collection(generation) for kind in kinds)
        return freshness.waiting_people(self.mongo.database, records=records, people=people)
