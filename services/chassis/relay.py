"""The process that sends the event log to Kafka, in order, and marks what was acknowledged."""

import faulthandler
import threading
from collections.abc import Callable, Iterable
from typing import Any

from kafka import KafkaProducer

from services.chassis.clock import Clock
from services.chassis.event_log import EventLog
from services.contracts.envelope import Event

STUCK_AFTER = 20  # seconds; longer than any honest turn of the loop
IDLE = 0.02  # seconds
BATCH = 2_000


def relay(
    log: EventLog,
    producer: KafkaProducer,
    stop: threading.Event,
    *,
    prefix: str,
    clock: Clock,
    tell: Callable[[], Any],
) -> None:
    """Send what is pending until told to stop; `tell` is called each turn and says how it goes.

    Any error ends the process; the next one goes on from the log.
    """
    producer.init_transactions()  # fences an older relay and ends its open transaction
    while not stop.is_set():
        # commit_transaction() can wait for ever when the broker goes away as it is called.
        faulthandler.dump_traceback_later(STUCK_AFTER, exit=True)
        events = log.pending(BATCH)  # read after the fence, never before
        if events:
            publish(producer, events, prefix)
            log.mark_sent(events, clock.now())
        else:
            stop.wait(IDLE)
        tell()
    faulthandler.cancel_dump_traceback_later()
    producer.close(timeout=10)


def publish(producer: KafkaProducer, events: Iterable[Event], prefix: str) -> None:
    """All of them in one Kafka transaction, or an exception."""
    producer.begin_transaction()
    sent = [
        producer.send(
            prefix + event.topic,
            key=event.subject.encode(),
            value=event.value(),
            headers=event.headers(),
        )
        for event in events
    ]
    producer.flush(timeout=10)
    for future in sent:
        future.get(timeout=0)  # commit_transaction() succeeds even when a send has failed
    producer.commit_transaction()
