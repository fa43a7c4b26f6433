"""Make the topics of services/contracts/catalogue.py; refuse any that is there and differs."""

import sys

from services.chassis.kafka import admin, make_topics, topic_faults
from services.chassis.settings import Settings
from services.contracts.catalogue import TOPICS


def main() -> int:
    """Exit 0 when every topic is there as the catalogue says."""
    settings = Settings.from_env()
    client = admin(settings.kafka_bootstrap_servers)
    made = make_topics(client, settings.topic_prefix)
    faults = topic_faults(client, settings.topic_prefix, TOPICS)
    client.close()
    print("\n".join(faults) or f"{len(TOPICS)} topics as they should be, {len(made)} made.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
