// Talks to the control API of the sandbox.

async function answerOf(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || "Sân thử không trả lời được.");
  return answer;
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Error("Không nối được với sân thử.");
  }
}

export async function ask(path) {
  return answerOf(await reach(path, { headers: { Accept: "application/json" } }));
}

export async function tell(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(await reach(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

// `kind` is "photo" or "document".
export async function upload(path, kind, file, caption, replyTo) {
  const form = new FormData();
  form.append(kind, file);
  form.append("caption", caption);
  if (replyTo) form.append("reply_to", replyTo);
  return answerOf(await reach(path, { method: "POST", body: form }));
}
