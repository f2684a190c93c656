"""What search engines are told: nothing is listed unless whoever runs the server said so."""

from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import settings
from dashboard.answers.answers import languages
from dashboard.selection.address import Address
from dashboard.selection.known import Known
from dashboard.selection.pages import PAGES
from dashboard.web import studies

PREVIEWS = ("facebookexternalhit", "LinkedInBot", "Mastodon", "Slackbot", "TelegramBot", "Twitterbot", "WhatsApp")
"""Those that introduce a link somebody sent, and list nothing."""


def robots(_: Request) -> Response:
    """Say who may read: by default whoever introduces a link, and no search engine."""
    if not settings.is_indexed():
        named = "".join(f"User-agent: {name}\n" for name in PREVIEWS)
        return PlainTextResponse(f"{named}Allow: /\n\nUser-agent: *\nDisallow: /\n")
    listed = f"Sitemap: {settings.address()}/sitemap.xml\n" if settings.address() else ""
    return PlainTextResponse(f"User-agent: *\nDisallow: /vortrag\nDisallow: /mitnehmen/\nDisallow: /*?*q=\n{listed}")


def sitemap(_: Request) -> Response:
    """List every page of every study that is not invented, in each language."""
    public = settings.address()
    if not (settings.is_indexed() and public):
        return PlainTextResponse("", status_code=404)
    names = tuple(studies.library().studies)
    places = []
    for name, study in studies.usable().items():
        known = Known(names, languages(study), {}, {}, {}, {})
        pages = [page for page in PAGES.values() if page.listed and not study.synthetic]
        places += [Address(name, said).url(page.path, known) for page in pages for said in known.languages]
    urls = "".join(f"<url><loc>{escape(public + place)}</loc></url>" for place in places)
    listed = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>{listed}', media_type="application/xml")


ROUTES = [Route("/robots.txt", robots), Route("/sitemap.xml", sitemap)]
