"""wayhome telegram: how updates reach us."""

import typer

from channels.errors import ChannelError
from wayhome.bootstrap.channels import telegram_channel
from wayhome.bootstrap.polling import poll as keep_polling
from wayhome.cli.context import current_database, read_settings
from wayhome.cli.say import Problem, run, say
from wayhome.settings import Settings

app = typer.Typer(help="Telegram: webhook or polling.", no_args_is_help=True)


@app.command("set-webhook")
def set_webhook() -> None:
    """Have Telegram post updates to PUBLIC_URL, with the secret token."""
    settings = read_settings()
    try:
        run(_set(settings))
    except ChannelError as error:
        raise Problem(error.for_staff) from None
    say("Telegram posts updates to us now.")


@app.command()
def poll() -> None:
    """Fetch updates instead, for development on a machine that Telegram cannot reach."""
    settings = read_settings()
    with current_database(settings) as url:
        run(keep_polling(settings, url))


async def _set(settings: Settings) -> None:
    channel = telegram_channel(settings)
    try:
        await channel.set_webhook(
            f"{settings.public_url.rstrip('/')}/webhooks/telegram",
            settings.telegram_secret_token.get_secret_value(),
        )
    finally:
        await channel.close()
