package dev.terse.server.api;

import dev.terse.core.access.Scope;
import dev.terse.core.store.StoreException;
import dev.terse.server.access.Admission;
import dev.terse.server.access.Gate;
import dev.terse.server.contract.Contract;
import dev.terse.server.load.Kind;
import dev.terse.server.load.Workload;
import dev.terse.server.origin.PublicUrls;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every API request: let in, held against the contract, answered on a virtual thread.
 * Expects the body to be read. Safe for use by many threads.
 */
public final class Api {

  /** Under which everything of the API lies. */
  public static final String ROOT = "/-/api/v1";

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private final Gate gate;
  private final PublicUrls urls;
  private final Workload work;
  private final Executor blocking;
  private final CompletableFuture<Contract> contract;

  /** Runs endpoints as {@code work}; reads the contract and sends archives on {@code blocking}. */
  public Api(Gate gate, PublicUrls urls, Workload work, Executor blocking) {
    this.gate = gate;
    this.urls = urls;
    this.work = work;
    this.blocking = blocking;
    this.contract = CompletableFuture.supplyAsync(Contract::read, blocking);
  }

  /** Has {@code endpoint} answer {@code operation} of the contract to those with {@code scope}. */
  public Handler<RoutingContext> serve(String operation, Scope scope, Endpoint endpoint) {
    return context -> {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      boolean started = work.start(
          Kind.API,
          () -> answer.completeAsync(
              () -> answer(context, operation, scope, endpoint), Runnable::run));
      if (!started) {
        Problems.overloaded(context.response());
        return;
      }
      Future.fromCompletionStage(answer, Vertx.currentContext())
          .onSuccess(ready -> send(context, ready))
          .onFailure(
              fault -> Problems.answer(context.response(), Problems.internal(operation, fault)));
    };
  }

  /** Answers with the contract itself. */
  public static void contract(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml").end(Contract.text());
  }

  private Answer answer(RoutingContext context, String operation, Scope scope, Endpoint endpoint) {
    try {
      return switch (gate.admit(context.request(), scope)) {
        case Admission.Refused refused -> new Answer.Failed(refused.problem());
        case Admission.Admitted admitted ->
          switch (Input.read(context, contract.join().operation(operation))) {
            case Input.Faulty faulty -> new Answer.Failed(faulty.problem());
            case Input.Read read ->
              endpoint.answer(new Call(
                  context.pathParams(),
                  read.query(),
                  read.body(),
                  context.request().headers(),
                  admitted.key(),
                  urls.of(context.request())));
          };
      };
    } catch (StoreException e) {
      LOG.warn("{}: {}", operation, e.getMessage());
      return new Answer.Failed(Problem.of(e));
    }
  }

  private void send(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response();
    switch (answer) {
      case Answer.Archive archive ->
        blocking.execute(new ArchiveResponse(context.request(), archive.backup()));
      case Answer.Failed failed -> Problems.answer(response, failed.problem());
      case Answer.Done() ->
        response
            .setStatusCode(204)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end();
      case Answer.Json json -> {
        response
            .setStatusCode(json.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.headers().forEach(response::putHeader);
        response.end(json.body().toBuffer());
      }
    }
  }
}
