package dev.terse.core.code;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The generators of one store: the configured one and those a request may ask for. */
public final class CodeGenerators {
  private final Map<GeneratorName, CodeGenerator> generators;
  private final GeneratorName configured;

  /** Generators by name, of which {@code configured} serves requests that name none. */
  public CodeGenerators(Map<GeneratorName, CodeGenerator> generators, GeneratorName configured) {
    this.generators = Map.copyOf(generators);
    this.configured = configured;
    for (GeneratorName name : GeneratorName.values()) {
      if (!generators.containsKey(name)) {
        throw new IllegalArgumentException("no generator " + name);
      }
    }
  }

  /** The generator of that name, or the configured one for null. */
  public CodeGenerator get(@Nullable GeneratorName name) {
    CodeGenerator generator = generators.get(name == null ? configured : name);
    if (generator == null) {
      throw new AssertionError("every generator was checked to be there");
    }
    return generator;
  }
}
