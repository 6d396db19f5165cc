"""Every table of the desk, wherever its noun lives."""

from sqlmodel import SQLModel

from bot.segments.asset import Asset
from bot.sla.clock import Clock, ClockEvent
from bot.storage.data_requests import DataRequest, Erasing
from bot.storage.deliveries import Delivery
from bot.storage.heartbeat import Heartbeat
from bot.storage.homes import OpenedHome
from bot.storage.read_marks import ReadMark
from bot.storage.receipts import Receipt
from bot.tickets.burst import Burst
from bot.tickets.correction import Correction
from bot.tickets.event import TicketEvent
from bot.tickets.ledger import Entry
from bot.tickets.lesson import Lesson
from bot.tickets.message import Message
from bot.tickets.offer import Offer
from bot.tickets.rating import Rating
from bot.tickets.request import Request
from bot.tickets.thread import Thread
from bot.tickets.ticket import Ticket
from bot.tickets.timer import Timer

TABLES = (
    Asset,
    Burst,
    Clock,
    ClockEvent,
    Correction,
    DataRequest,
    Delivery,
    Entry,
    Erasing,
    Heartbeat,
    Lesson,
    Message,
    Offer,
    OpenedHome,
    Rating,
    ReadMark,
    Receipt,
    Request,
    Thread,
    Ticket,
    TicketEvent,
    Timer,
)
METADATA = SQLModel.metadata
