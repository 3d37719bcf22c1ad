package dev.terse.server.resource;

import dev.terse.core.code.GeneratorName;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Parsed;
import dev.terse.core.shorten.Edited;
import dev.terse.core.shorten.IdempotencyKey;
import dev.terse.core.shorten.LinkEditor;
import dev.terse.core.shorten.Once;
import dev.terse.core.shorten.RepeatableShortener;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.Store;
import dev.terse.server.api.Answer;
import dev.terse.server.api.Api;
import dev.terse.server.api.Call;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /links}: makes, shows, changes and deletes links. */
public final class LinksResource {
  private static final int DEFAULT_PAGE = 50;

  private final Store store;
  private final Shortener shortener;
  private final RepeatableShortener repeatable;
  private final LinkEditor editor;

  /** Reads {@code store}, and writes through the verbs. */
  public LinksResource(Store store, Shortener shortener, LinkEditor editor) {
    this.store = store;
    this.shortener = shortener;
    this.repeatable = new RepeatableShortener(shortener, store.receipts());
    this.editor = editor;
  }

  /** Makes a link, or finds the one that already leads there. */
  public Answer create(Call call) {
    JsonObject body = call.body();
    return switch (Details.read(body, LinkDetails.NONE)) {
      case Details.Faulty faulty -> new Answer.Failed(faulty.problem());
      case Details.Read details -> {
        String generator = body.getString("generator");
        yield create(
            call,
            new ShortenRequest(
                body.getString("target"),
                body.getString("code"),
                generator == null ? null : GeneratorName.of(generator),
                details.details(),
                body.getBoolean("reuse"),
                call.creator()));
      }
    };
  }

  private Answer create(Call call, ShortenRequest request) {
    return switch (IdempotencyHeader.read(call)) {
      case IdempotencyHeader.Faulty() -> new Answer.Failed(IdempotencyHeader.faulty());
      case IdempotencyHeader.Absent() -> answer(call, shortener.shorten(request), false);
      case IdempotencyHeader.Sent(IdempotencyKey key) ->
        switch (repeatable.shorten(request, key)) {
          case Once.OtherRequest() -> new Answer.Failed(IdempotencyHeader.reused());
          case Once.Deleted() -> new Answer.Failed(IdempotencyHeader.deleted());
          case Once.Answered once -> {
            Answer answer = answer(call, once.shortened(), once.repeat());
            yield once.repeat() && answer instanceof Answer.Json json
                ? json.with("Idempotent-Replayed", "true")
                : answer;
          }
        };
    };
  }

  /** A page of links, newest first. */
  public Answer list(Call call) {
    String text = call.query().getString("q", "");
    if (!text.isBlank() && !store.traits().searchesText()) {
      return failed(
          ProblemType.INVALID_FIELD, "This store cannot search.", "q", "Leave the parameter out.");
    }
    String cursor = call.query().getString("cursor");
    LinkId before;
    try {
      before = cursor == null ? null : LinkId.parse(cursor);
    } catch (IllegalArgumentException e) {
      return failed(
          ProblemType.INVALID_FIELD,
          "The cursor is not the 'next' of another page.",
          "cursor",
          "Send 'next' as it came, or leave the cursor out to begin anew.");
    }
    int limit = call.query().getInteger("limit", DEFAULT_PAGE);
    Page page = store.links().list(new Query(Domain.DEFAULT, text, before, limit));
    return Answer.json(200, json(page, call.url()));
  }

  /** One link. */
  public Answer get(Call call) {
    LinkKey key = key(call);
    Link link = key == null ? null : store.links().find(key);
    return link == null ? unknown(call) : shown(200, link, call.url());
  }

  /** Changes a link. */
  public Answer edit(Call call) {
    LinkKey key = key(call);
    if (key == null) {
      return unknown(call);
    }
    return switch (IfMatch.read(call.headers())) {
      case IfMatch.Faulty() -> IfMatch.failed();
      case IfMatch.Never() -> stale();
      case IfMatch.Version version -> edit(call, key, version.version());
    };
  }

  /** Deletes a link for ever. */
  public Answer delete(Call call) {
    LinkKey key = key(call);
    if (key == null) {
      return unknown(call);
    }
    return switch (IfMatch.read(call.headers())) {
      case IfMatch.Faulty() -> IfMatch.failed();
      case IfMatch.Never() -> stale();
      case IfMatch.Version version ->
        switch (store.links().delete(key, version.version())) {
          case Change.Done _ -> new Answer.Done();
          case Change.Stale _ -> stale();
          case Change.Missing() -> unknown(call);
        };
    };
  }

  private Answer edit(Call call, LinkKey key, OptionalLong version) {
    JsonObject body = call.body();
    // Judged against nothing first, so that no edit begins that could not be finished.
    if (Details.read(body, LinkDetails.NONE) instanceof Details.Faulty(Problem problem)) {
      return new Answer.Failed(problem);
    }
    LinkEditor.Edit edit =
        new LinkEditor.Edit(body.getString("target"), present -> Details.patch(present, body));
    return switch (editor.edit(key, edit, version)) {
      case Edited.Done done -> shown(200, done.link(), call.url());
      case Edited.Stale _ -> stale();
      case Edited.Missing() -> unknown(call);
      case Edited.InvalidTarget invalid -> invalidTarget(invalid.reason());
    };
  }

  /**
   * What is told of {@code shortened}.
   *
   * @param repeat whether that was told before, so that the link may have been visited
   */
  private Answer answer(Call call, Shortened shortened, boolean repeat) {
    return switch (shortened) {
      case Shortened.Created created ->
        shown(201, created.link(), repeat ? visits(created.link()) : 0, call.url())
            .with("Location", location(created.link()));
      case Shortened.Reused reused ->
        shown(200, reused.link(), call.url()).with("Location", location(reused.link()));
      case Shortened.CodeTaken taken ->
        new Answer.Failed(Problem.of(
                ProblemType.CODE_TAKEN,
                "The code '" + taken.code() + "' is in use, was used before, or is reserved.")
            .withField("code")
            .withRemedy("Choose another, or leave the field out to have one drawn."));
      case Shortened.InvalidCode invalid ->
        failed(
            ProblemType.INVALID_CODE,
            "The code " + invalid.reason() + ".",
            "code",
            "Choose another, or leave the field out to have one drawn.");
      case Shortened.InvalidTarget invalid -> invalidTarget(invalid.reason());
      case Shortened.Exhausted exhausted ->
        new Answer.Failed(Problem.of(ProblemType.CODES_EXHAUSTED, "No code is left for this link.")
            .withRemedy(exhausted.remedy()));
    };
  }

  private Answer.Json shown(int status, Link link, PublicUrl url) {
    return shown(status, link, visits(link), url);
  }

  private long visits(Link link) {
    return store.visits().totals(List.of(link.id())).getOrDefault(link.id(), 0L);
  }

  private static Answer.Json shown(int status, Link link, long visits, PublicUrl url) {
    return new Answer.Json(status, LinkJson.of(link, visits, url), Map.of())
        .with("ETag", "\"" + link.history().version() + "\"");
  }

  private JsonObject json(Page page, PublicUrl url) {
    Map<LinkId, Long> visits =
        store.visits().totals(page.links().stream().map(Link::id).toList());
    JsonArray links = new JsonArray();
    for (Link link : page.links()) {
      links.add(LinkJson.of(link, visits.getOrDefault(link.id(), 0L), url));
    }
    LinkId next = page.next();
    return new JsonObject().put("links", links).put("next", next == null ? null : next.toString());
  }

  private static @Nullable LinkKey key(Call call) {
    String code = call.path().getOrDefault("code", "");
    return Code.parse(code) instanceof Parsed.Valid<Code> valid ? LinkKey.of(valid.value()) : null;
  }

  private static String location(Link link) {
    String code = PublicUrl.encode(link.code().value()).replace("/", "%2F");
    return Api.ROOT + "/links/" + code;
  }

  private static Answer unknown(Call call) {
    return new Answer.Failed(Problem.of(
        ProblemType.LINK_UNKNOWN, "No link has the code '" + call.path().get("code") + "'."));
  }

  private static Answer invalidTarget(String reason) {
    return failed(
        ProblemType.INVALID_TARGET,
        "The target " + reason + ".",
        "target",
        "Send an absolute URL that the server may redirect to, such as https://example.com/.");
  }

  private static Answer stale() {
    return new Answer.Failed(
        Problem.of(ProblemType.VERSION_STALE, "The link is not the version that If-Match names.")
            .withField("If-Match")
            .withRemedy("Read the link again and repeat the change with its new ETag."));
  }

  private static Answer failed(ProblemType type, String detail, String field, String remedy) {
    return new Answer.Failed(Problem.of(type, detail).withField(field).withRemedy(remedy));
  }
}
