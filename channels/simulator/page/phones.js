// The phones page: shows what the doubles hold for one person, and does what that person does.

const STATES = {
  sending: "Sending",
  queued: "On its way",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  failed: "Not delivered",
};
const MEDIA = { voice: "Voice note, 0:07", photo: "Photo", "image/jpeg": "Photo" };
const SOMEONE_ELSE = "someone-else";

const byId = (id) => document.getElementById(id);

async function ask(path, body) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(content.description || `The phone did not work (${answer.status}).`);
  return content;
}

class Phone {
  constructor(kind) {
    this.kind = kind;
    this.root = byId(kind);
    this.list = this.root.querySelector(".messages");
    this.thread = this.root.querySelector(".thread");
    this.form = this.root.querySelector("form");
    this.box = this.root.querySelector("textarea");
    this.shown = new Map();
    this.editing = null;
    this.listen();
  }

  get path() {
    return `/phones/${this.kind}/${encodeURIComponent(this.address)}`;
  }

  async hold(address, label) {
    this.address = String(address);
    this.root.querySelector(".with").textContent = label;
    this.stopEditing();
    this.box.value = "";
    await this.reload();
  }

  async reload() {
    const address = this.address;
    const { messages, blocked } = await ask(`${this.path}/messages`);
    if (address !== this.address) return;
    this.list.replaceChildren();
    this.shown.clear();
    for (const message of messages) this.show(message, { isNew: false });
    this.root.querySelector(".empty").hidden = false;
    this.showBlocked(blocked);
    this.say("");
    this.thread.scrollTop = this.thread.scrollHeight;
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      } else if (event.key === "Escape") {
        this.stopEditing();
      }
    });
    for (const button of this.form.querySelectorAll("[data-media]")) {
      button.addEventListener("click", () =>
        this.attempt(() => ask(`${this.path}/texts`, { media: button.dataset.media })),
      );
    }
    this.root.querySelector(".editing button")?.addEventListener("click", () => this.stopEditing());
    this.blockButton = this.root.querySelector(".block");
    this.blockButton?.addEventListener("click", () => this.attempt(() => this.toggleBlock()));
  }

  async send() {
    const text = this.box.value;
    if (!text.trim()) return;
    const editing = this.editing;
    this.box.value = "";
    const sent = await this.attempt(() =>
      editing
        ? ask(`${this.path}/edits`, { message_id: Number(editing), text })
        : ask(`${this.path}/texts`, { text }),
    );
    if (sent) this.stopEditing();
    else this.box.value = text;
    this.box.focus();
  }

  async attempt(deed) {
    this.say("");
    try {
      await deed();
      return true;
    } catch (error) {
      this.say(error.message);
      return false;
    }
  }

  say(words) {
    this.root.querySelector(".problem").textContent = words;
  }

  async toggleBlock() {
    const blocked = this.blockButton.getAttribute("aria-pressed") !== "true";
    await ask(`${this.path}/block`, { blocked });
    this.showBlocked(blocked);
  }

  showBlocked(blocked) {
    this.blockButton?.setAttribute("aria-pressed", String(blocked));
    if (this.blockButton) this.blockButton.textContent = blocked ? "Unblock" : "Block";
  }

  startEditing(message) {
    this.editing = message.id;
    this.box.value = message.text;
    this.root.querySelector(".editing").hidden = false;
    this.box.focus();
  }

  stopEditing() {
    if (this.editing === null) return;
    this.editing = null;
    this.box.value = "";
    this.root.querySelector(".editing").hidden = true;
  }

  show(message, { isNew = true } = {}) {
    const near = this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 120;
    const known = this.shown.get(message.id);
    const item = known || byId("message").content.firstElementChild.cloneNode(true);
    if (!known) {
      const turn = this.list.lastElementChild?.dataset.direction !== message.direction;
      item.dataset.direction = message.direction;
      item.dataset.turn = turn ? "turn" : "";
      this.shown.set(message.id, item);
    }
    fill(item, message, this, isNew);
    if (!known) this.list.append(item);
    if (near) this.thread.scrollTop = this.thread.scrollHeight;
  }
}

function fill(item, message, phone, isNew) {
  const mine = message.direction === "from_phone";
  const classes = ["message", message.direction, message.status, item.dataset.turn];
  item.className = classes.filter(Boolean).join(" ") + (isNew ? " new" : "");
  item.querySelector(".author").textContent = mine ? "You wrote: " : "Wayhome wrote: ";
  item.querySelector(".text").textContent = message.text;
  const media = item.querySelector(".media");
  media.hidden = message.media.length === 0;
  media.textContent = message.media.map((kind) => MEDIA[kind] || kind).join(", ");
  fillPictures(item.querySelector(".pictures"), message.pictures);
  item.querySelector(".edited").hidden = !message.edited;
  const time = item.querySelector("time");
  time.dateTime = message.time;
  time.textContent = new Date(message.time).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
  });
  const state = STATES[message.status] + (message.note ? `: ${message.note}` : "");
  item.querySelector(".state").textContent = state;
  const edit = item.querySelector(".edit");
  edit.hidden = !(mine && phone.kind === "telegram" && message.text);
  edit.onclick = () => phone.startEditing(message);
  fillChoices(item.querySelector(".choices"), message, phone);
}

function fillPictures(holder, pictures) {
  const wanted = pictures.join(" ");
  if (holder.dataset.shown === wanted) return;
  holder.dataset.shown = wanted;
  holder.replaceChildren(
    ...pictures.map((id) => {
      const picture = new Image();
      picture.src = `/phones/pictures/${id}`;
      picture.alt = "Picture that came with this text";
      return picture;
    }),
  );
}

function fillChoices(holder, message, phone) {
  const labels = message.buttons.map((button) => button.label).join("\n");
  if (holder.dataset.labels === labels) return;
  holder.dataset.labels = labels;
  holder.replaceChildren(
    ...message.buttons.map((button) => {
      const choice = document.createElement("button");
      choice.type = "button";
      choice.textContent = button.label;
      choice.addEventListener("click", () =>
        phone.attempt(() =>
          ask(`${phone.path}/buttons`, { message_id: Number(message.id), data: button.data }),
        ),
      );
      return choice;
    }),
  );
}

const phones = { sms: new Phone("sms"), telegram: new Phone("telegram") };

async function pickUp({ number, chat_id: chat, blurb }, demo) {
  byId("blurb").textContent = blurb;
  byId("addresses").textContent = `${number}, Telegram ${chat}`;
  await Promise.all([
    phones.sms.hold(number, `Text message, ${demo.service_number}`),
    phones.telegram.hold(chat, `Telegram, @${demo.bot_username}`),
  ]);
}

function fillPeople(demo) {
  const select = byId("person");
  const options = demo.people.map((person, index) => new Option(person.name, index));
  select.replaceChildren(...options, new Option("Someone else (a stranger)", SOMEONE_ELSE));
  const wanted = new URLSearchParams(location.search).get("person");
  const chosen = demo.people.findIndex((person) => person.name === wanted);
  if (chosen >= 0) select.value = String(chosen);
  const choose = () => {
    const stranger = select.value === SOMEONE_ELSE;
    byId("stranger").hidden = !stranger;
    const person = stranger ? someoneElse() : demo.people[Number(select.value)];
    if (!stranger) history.replaceState(null, "", `?person=${encodeURIComponent(person.name)}`);
    return pickUp(person, demo);
  };
  select.addEventListener("change", choose);
  byId("who").addEventListener("submit", (event) => event.preventDefault());
  byId("stranger").addEventListener("submit", (event) => {
    event.preventDefault();
    choose();
  });
  return choose();
}

function someoneElse() {
  return {
    number: byId("stranger-number").value.trim(),
    chat_id: byId("stranger-chat").value.trim(),
    blurb: "Nobody the service knows.",
  };
}

function watch() {
  const stream = new EventSource("/phones/events");
  let wasDown = false;
  stream.addEventListener("ready", () => {
    byId("connection").textContent = "";
    if (wasDown) for (const phone of Object.values(phones)) phone.reload();
    wasDown = false;
  });
  stream.addEventListener("message", (event) => {
    const { phone: key, message } = JSON.parse(event.data);
    for (const phone of Object.values(phones)) {
      if (key === `${phone.kind}:${phone.address}`) phone.show(message);
    }
  });
  stream.addEventListener("error", () => {
    wasDown = true;
    byId("connection").textContent = "Not connected. Trying again.";
  });
}

function watchSwitch() {
  const buttons = document.querySelectorAll(".switch button");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      byId("phones").dataset.shown = button.dataset.show;
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      const { thread } = phones[button.dataset.show];
      thread.scrollTop = thread.scrollHeight;
    });
  }
}

function tellTime() {
  const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  for (const clock of document.querySelectorAll(".clock")) clock.textContent = time;
}

tellTime();
setInterval(tellTime, 10_000);
watchSwitch();
watch();
await fillPeople(await ask("/phones/people"));
