// What every part of the page needs: making an element, saying trouble, and telling the server.

const trouble = document.getElementById("trouble");

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function complain(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

export async function post(address, body, type = "application/json") {
  const response = await fetch(address, { method: "POST", body, headers: { "Content-Type": type } })
    .catch(() => null);
  if (response?.ok) return complain("");
  const answer = response && await response.json().catch(() => null);
  complain(answer?.error ?? "The rehearsal does not answer. Nothing was sent.");
}

// What somebody does on a phone; a Blob is sent as the file it is.
export async function act(phone, name, body) {
  const file = body instanceof Blob;
  phone.say(phone.words.sending);
  const address = `/phones/${phone.id}/${name}${file && body.name ? `?name=${encodeURIComponent(body.name)}` : ""}`;
  await post(address, file ? body : JSON.stringify(body ?? {}), file ? body.type || undefined : undefined);
  phone.say("");
}
