"""Fill the next generation of a service's read models while the old one serves, then switch."""

from collections.abc import Mapping
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from pymongo import ReturnDocument

from services.chassis.mongo import IMPORT_SECONDS, POINTER, Mongo
from services.chassis.service import Service

OLD_ONE_STAYS = 60  # seconds, for whoever still reads it
PIECE = 200


def next_generation(mongo: Mongo[Any]) -> int:
    """A generation that was never used, so that its group starts at the earliest offset."""
    found = mongo.database[POINTER].find_one_and_update(
        {"_id": POINTER},
        [{"$set": {"value": {"$ifNull": ["$value", 1]}, "last": _last_plus_one()}}],
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    return int(found["last"]) if found else 1


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
        mongo.transact(lambda work, piece=piece: renew(work, piece), seconds=IMPORT_SECONDS)  # type: ignore[misc]


def _last_plus_one() -> dict[str, Any]:
    return {"$add": [{"$ifNull": ["$last", {"$ifNull": ["$value", 1]}]}, 1]}
