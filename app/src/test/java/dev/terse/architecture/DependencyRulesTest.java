package dev.terse.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Nouns know nothing; stores know nouns; verbs know both; edges know verbs; app knows everyone. */
@AnalyzeClasses(packages = "dev.terse", importOptions = ImportOption.DoNotIncludeTests.class)
final class DependencyRulesTest {

  private static final String[] NOUNS = {
    "dev.terse.core.link..",
    "dev.terse.core.visit..",
    "dev.terse.core.access..",
    "dev.terse.core.figure..",
  };
  private static final String[] VERBS = {
    "dev.terse.core.code..",
    "dev.terse.core.space..",
    "dev.terse.core.shorten..",
    "dev.terse.core.redirect..",
    "dev.terse.core.track..",
    "dev.terse.core.keys..",
    "dev.terse.core.job..",
    "dev.terse.core.copy..",
    "dev.terse.core.adopt..",
  };

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.terse.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nouns_knowOnlyNouns = noClasses()
      .that()
      .resideInAnyPackage(NOUNS)
      .should()
      .dependOnClassesThat(resideInAnyPackage("dev.terse..").and(not(resideInAnyPackage(NOUNS))))
      .because("nouns know nothing");

  @ArchTest
  static final ArchRule ports_knowOnlyNouns = noClasses()
      .that()
      .resideInAPackage("dev.terse.core.store..")
      .should()
      .dependOnClassesThat(resideInAnyPackage("dev.terse..")
          .and(not(resideInAnyPackage(NOUNS)))
          .and(not(resideInAnyPackage("dev.terse.core.store.."))))
      .because("stores know nouns and nothing else");

  @ArchTest
  static final ArchRule backends_knowNoVerbs = noClasses()
      .that()
      .resideInAnyPackage("dev.terse.store..", "dev.terse.imports..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(VERBS)
      .because("stores know nouns and ports");

  @ArchTest
  static final ArchRule core_hasFewDependencies = classes()
      .that()
      .resideInAPackage("dev.terse.core..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "dev.terse.core..",
          "java..",
          "javax.crypto..",
          "org.jspecify..",
          "org.slf4j..",
          "com.github.benmanes.caffeine..",
          "com.ibm.icu..")
      .because("the domain outlives its libraries");

  @ArchTest
  static final ArchRule core_knowsNoEdge = noClasses()
      .that()
      .resideInAPackage("dev.terse.core..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "dev.terse.server..",
          "dev.terse.client..",
          "dev.terse.app..",
          "dev.terse.imports..",
          "dev.terse.store..")
      .because("dependencies point inwards");

  @ArchTest
  static final ArchRule server_knowsNoBackend = noClasses()
      .that()
      .resideInAPackage("dev.terse.server..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("dev.terse.store..", "dev.terse.client..", "dev.terse.app..")
      .because("edges know verbs and ports, never a backend");

  @ArchTest
  static final ArchRule client_standsAlone = noClasses()
      .that()
      .resideInAPackage("dev.terse.client..")
      .should()
      .dependOnClassesThat(
          resideInAnyPackage("dev.terse..").and(not(resideInAnyPackage("dev.terse.client.."))))
      .because("the client is for everyone's programs");

  @ArchTest
  static final ArchRule app_namesNoBackend = noClasses()
      .that()
      .resideInAPackage("dev.terse.app..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("dev.terse.store..")
      .because("backends are opened by URL");

  @ArchTest
  static final ArchRule testbed_isNoPartOfTheProduct = noClasses()
      .that(not(resideInAnyPackage(
          "dev.terse.testbed..", "dev.terse.store.contract..", "dev.terse.bench..")))
      .should()
      .dependOnClassesThat()
      .resideInAPackage("dev.terse.testbed..")
      .because("what starts servers for tests has no place in what is shipped");

  @ArchTest
  static final ArchRule environment_isReadByAppOnly = noClasses()
      .that(not(resideInAnyPackage("dev.terse.app..")))
      .should()
      .callMethod(System.class, "getenv")
      .orShould()
      .callMethod(System.class, "getenv", String.class)
      .orShould()
      .callMethod(System.class, "getProperty", String.class)
      .orShould()
      .callMethod(java.time.Instant.class, "now")
      .orShould()
      .callMethod(java.time.Clock.class, "systemUTC")
      .orShould()
      .callMethod(System.class, "currentTimeMillis")
      .orShould()
      .callMethod(Math.class, "random")
      .orShould()
      .callConstructor(java.util.Random.class)
      .orShould()
      .callConstructor(java.security.SecureRandom.class)
      .because("time, randomness and the environment come in through constructors");

  @ArchTest
  static final ArchRule reflection_isForTests = noClasses()
      .that(not(simpleNameStartingWith("Jte")))
      .should()
      .dependOnClassesThat()
      .resideInAPackage("java.lang.reflect..")
      .orShould()
      .callMethod(Class.class, "forName", String.class)
      .because("what reflection does, no reader and no compiler can follow");
}
