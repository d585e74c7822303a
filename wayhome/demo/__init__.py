"""A named cast with plans that are always current, for the demo and for trying things out."""

from wayhome.demo.loading import DemoReport as DemoReport
from wayhome.demo.loading import load_demo as load_demo
from wayhome.demo.phones import PhonesPerson as PhonesPerson
from wayhome.demo.phones import phones_people as phones_people
