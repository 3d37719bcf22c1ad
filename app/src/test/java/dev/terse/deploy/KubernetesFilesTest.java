package dev.terse.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.terse.app.config.Config;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * deploy/kubernetes/ by Kubernetes' own models, which refuse fields that are not theirs and miss
 * those that must be there.
 */
class KubernetesFilesTest {
  private static final String KUSTOMIZATION = "kustomization.yaml";

  private static final Map<String, Check> MODELS = Map.of(
      "v1 Namespace", V1Namespace::validateJsonElement,
      "v1 Service", V1Service::validateJsonElement,
      "apps/v1 Deployment", V1Deployment::validateJsonElement,
      "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
      "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
      "networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement);

  @FunctionalInterface
  private interface Check {
    void validate(JsonElement manifest) throws IOException;
  }

  static Stream<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(DeployFiles.DIRECTORY.resolve("kubernetes"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(KUSTOMIZATION))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void manifest_byItsModel_isValid(String name) throws IOException {
    validate(DeployFiles.yaml("kubernetes/" + name));
  }

  @Test
  void manifest_withAFieldMisspelt_isRefused() throws IOException {
    JsonObject deployment = DeployFiles.yaml("kubernetes/deployment.yaml");
    pod(deployment).put("securityContex", new JsonObject());

    assertThatThrownBy(() -> validate(deployment)).hasMessageContaining("securityContex");
  }

  @Test
  void kustomization_resources_areAllManifests() throws IOException {
    JsonArray resources = DeployFiles.yaml("kubernetes/" + KUSTOMIZATION).getJsonArray("resources");

    assertThat(resources.stream().map(String::valueOf))
        .containsExactlyInAnyOrderElementsOf(manifests().toList());
  }

  @Test
  void configuration_ofThePods_isTakenAndDrainsLongEnough() throws Exception {
    Config config = DeployFiles.configuration(literals());
    JsonObject pod = pod(DeployFiles.yaml("kubernetes/deployment.yaml"));

    Duration stop = config.server().drain().plus(config.server().grace()).plusSeconds(5);
    assertThat(Duration.ofSeconds(pod.getInteger("terminationGracePeriodSeconds")))
        .isGreaterThan(stop);
    JsonObject probe = container(pod).getJsonObject("readinessProbe");
    int untilNotReady = probe.getInteger("periodSeconds") * probe.getInteger("failureThreshold");
    assertThat(config.server().drain()).isGreaterThan(Duration.ofSeconds(untilNotReady));
  }

  @Test
  void pod_security_isTheRestrictedStandard() throws IOException {
    JsonObject pod = pod(DeployFiles.yaml("kubernetes/deployment.yaml"));

    JsonObject all = pod.getJsonObject("securityContext");
    assertThat(all.getBoolean("runAsNonRoot")).isTrue();
    assertThat(all.getJsonObject("seccompProfile").getString("type")).isEqualTo("RuntimeDefault");
    JsonObject own = container(pod).getJsonObject("securityContext");
    assertThat(own.getBoolean("allowPrivilegeEscalation")).isFalse();
    assertThat(own.getBoolean("readOnlyRootFilesystem")).isTrue();
    assertThat(own.getJsonObject("capabilities")).isEqualTo(new JsonObject("{\"drop\":[\"ALL\"]}"));
  }

  private static void validate(JsonObject manifest) throws IOException {
    String kind = manifest.getString("apiVersion") + " " + manifest.getString("kind");
    Objects.requireNonNull(MODELS.get(kind), kind)
        .validate(JsonParser.parseString(manifest.encode()));
  }

  private static JsonObject pod(JsonObject deployment) {
    return deployment.getJsonObject("spec").getJsonObject("template").getJsonObject("spec");
  }

  private static JsonObject container(JsonObject pod) {
    return pod.getJsonArray("containers").getJsonObject(0);
  }

  private static Map<String, String> literals() throws IOException {
    Map<String, String> variables = new HashMap<>();
    JsonObject settings = DeployFiles.yaml("kubernetes/" + KUSTOMIZATION)
        .getJsonArray("configMapGenerator")
        .getJsonObject(0);
    for (Object literal : settings.getJsonArray("literals")) {
      String[] halves = String.valueOf(literal).split("=", 2);
      variables.put(halves[0], halves[1]);
    }
    return variables;
  }
}
