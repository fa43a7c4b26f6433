"""Fill the next generation of a service's read models while the old one serves, then switch."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from services.chassis.mongo import IMPORT_SECONDS, POINTER, Mongo, current_generation
from services.chassis.service import Service

OLD_ONE_STAYS = 60  # seconds, for whoever still reads it
PIECE = 200


def first_generation(mongo: Mongo[Any], used: Callable[[int], bool]) -> int:
    """The generation that serves; on a new database the first one whose group has read nothing.

    A database that was lost is thus filled again from the topics' beginning, although its old
    group stands at their end.
    """
    pointers = mongo.database[POINTER]
    if pointers.find_one({"_id": POINTER}) is None:
        unused = next(n for n in count(1) if not used(n))
        document = {"$setOnInsert": {"value": unused, "last": unused}}
        pointers.update_one({"_id": POINTER}, document, upsert=True)
    return current_generation(mongo.database)


def next_generation(mongo: Mongo[Any], used: Callable[[int], bool]) -> int:
    """A generation that was never used, so that its group starts at the earliest offset."""
    pointers = mongo.database[POINTER]
    found = pointers.find_one({"_id": POINTER}) or {"last": first_generation(mongo, used)}
    unused = next(n for n in count(int(found["last"]) + 1) if not used(n))
    pointers.update_one({"_id": POINTER}, {"$set": {"last": unused}})
    return unused


def switch(mongo: Mongo[Any], generation: int) -> None:
    """From now on this generation serves."""
    mongo.database[POINTER].update_one({"_id": POINTER}, {"$set": {"value": generation}})


def passed(consumer: KafkaConsumer, ends: Mapping[TopicPartition, int]) -> bool:
    """Whether all that was there at the start has been applied."""
    return all((consumer.position(part) or 0) >= end for part, end in ends.items())


def say_again_what_changed(mongo: Mongo[Any], service: Service) -> None:
    """What the service publishes on the strength of the read model, made from the new one."""
    if service.after_rebuild is None:
        return
    kind, renew = service.after_rebuild
    collection = mongo.database[kind.collection(mongo.generation())]
    ids = collection.distinct(kind.group or "_id")
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        mongo.transact(lambda work, piece=piece: renew(work, piece), seconds=IMPORT_SECONDS)  # type: ignore[misc]  # lambda
