package dev.terse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.config.Config;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The compose files by the schema of the Compose Specification, which is a copy of
 * {@code compose-spec.json} of the compose-spec project (Apache-2.0).
 */
class ComposeFilesTest {
  private static final String POSTGRESQL = "compose.yaml";
  private static final String CASSANDRA = "compose.cassandra.yaml";

  /** {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${NAME:?message}}. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*)|:\\?[^}]*)?}");

  @ParameterizedTest
  @ValueSource(strings = {POSTGRESQL, CASSANDRA})
  void file_bySchema_isValid(String name) throws IOException {
    OutputUnit result = validate(DeployFiles.yaml(name));

    assertThat(result.getValid()).as(String.valueOf(result.getErrors())).isTrue();
  }

  @Test
  void file_withAKeyMisspelt_isRefused() throws IOException {
    JsonObject file = DeployFiles.yaml(POSTGRESQL);
    service(file, "postgres").put("enviroment", new JsonObject());

    assertThat(validate(file).getValid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRESQL, CASSANDRA})
  void nodes_settings_areTakenAndDrainInTime(String name) throws Exception {
    JsonObject node = service(DeployFiles.yaml(name), "terse-1");

    Config config = DeployFiles.configuration(environment(node));

    Duration stop = config.server().drain().plus(config.server().grace()).plusSeconds(5);
    int patience = Integer.parseInt(node.getString("stop_grace_period").replace("s", ""));
    assertThat(Duration.ofSeconds(patience)).isGreaterThan(stop);
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRESQL, CASSANDRA})
  void balancer_environment_isAllThatItsFileAsksFor(String name) throws IOException {
    JsonObject balancer = service(DeployFiles.yaml(name), "balancer").getJsonObject("environment");
    Matcher asked = Pattern.compile("\"\\$\\{(\\w+)}\"")
        .matcher(Files.readString(DeployFiles.DIRECTORY.resolve("haproxy.cfg")));

    assertThat(asked.results().map(one -> one.group(1)))
        .containsExactlyInAnyOrderElementsOf(balancer.fieldNames());
  }

  private static OutputUnit validate(JsonObject file) throws IOException {
    JsonObject schema = new JsonObject(resource("/compose-spec.json"));
    return Validator.create(
            JsonSchema.of(schema),
            new JsonSchemaOptions()
                .setDraft(Draft.DRAFT7)
                .setOutputFormat(OutputFormat.Basic)
                .setBaseUri("https://terse.example/"))
        .validate(file);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ComposeFilesTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The node's environment as compose would interpolate it, everything asked for being "set". */
  private static Map<String, String> environment(JsonObject node) {
    Map<String, String> variables = new HashMap<>();
    for (Map.Entry<String, Object> one : node.getJsonObject("environment")) {
      variables.put(
          one.getKey(),
          VARIABLE
              .matcher(String.valueOf(one.getValue()))
              .replaceAll(found -> found.group(2) == null ? "set" : found.group(2)));
    }
    return variables;
  }

  private static JsonObject service(JsonObject file, String name) {
    return file.getJsonObject("services").getJsonObject(name);
  }
}
