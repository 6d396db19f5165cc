"""What is counted while the desk runs, as Prometheus reads it."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

_ACK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)  # seconds; Slack gives up after three
_LAG = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 60.0, 600.0, 3600.0)


class Metrics:
    """Built once. What stands in tables is put into the gauges when somebody asks; everything else is counted as it
    happens. Times are seconds.
    """

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        to = self.registry = CollectorRegistry()
        ProcessCollector(registry=to)
        PlatformCollector(registry=to)
        self.acks = Histogram(
            "frontdesk_ack_seconds", "From an envelope to its acknowledgement", buckets=_ACK, registry=to
        )
        self.calls = Counter(
            "frontdesk_slack_calls", "Web API calls, by Slack’s answer", ["method", "code"], registry=to
        )
        self.due_lag = Histogram(
            "frontdesk_due_lag_seconds", "How late due work was done", ["kind"], buckets=_LAG, registry=to
        )
        self.sockets = Gauge("frontdesk_sockets", "Websockets that are connected", registry=to)
        self.reconnects = Counter("frontdesk_reconnects", "Websockets replaced, by the reason", ["why"], registry=to)
        self.read_back = Counter("frontdesk_read_back_messages", "Messages that Slack had not delivered", registry=to)
        self.waiting = Gauge("frontdesk_waiting", "Work that is not done yet", ["queue"], registry=to)
        self.oldest = Gauge("frontdesk_oldest_seconds", "Age of the oldest work not done yet", ["queue"], registry=to)
        self.given_up = Gauge("frontdesk_given_up", "Work that was given up", ["queue"], registry=to)
        self.open_tickets = Gauge("frontdesk_open_tickets", "Tickets nobody has solved yet", ["segment"], registry=to)

    def show(self, queue: str, waiting: int, oldest_seconds: float, given_up: int) -> None:
        """How one of the queues stands now."""
        self.waiting.labels(queue).set(waiting)
        self.oldest.labels(queue).set(oldest_seconds)
        self.given_up.labels(queue).set(given_up)

    def forget_tables(self) -> None:
        """Rather no figure than an old one."""
        for gauge in (self.waiting, self.oldest, self.given_up, self.open_tickets):
            gauge.clear()

    def exposition(self) -> bytes:
        return generate_latest(self.registry)
