"""Where Twilio fetches the pictures that go with texts; they show movements and nobody's data."""

from fastapi import APIRouter, Response

from wayhome.content.pictures import Pictures

#: A drawing that changes gets another address.
_FOR_GOOD = "public, max-age=31536000, immutable"
PATH = "/pictures"


def picture_door(pictures: Pictures) -> APIRouter:
    router = APIRouter(prefix=PATH)

    @router.get("/{file_name}")
    async def picture(file_name: str) -> Response:
        content = pictures.file(file_name)
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type="image/png", headers={"Cache-Control": _FOR_GOOD})

    return router
