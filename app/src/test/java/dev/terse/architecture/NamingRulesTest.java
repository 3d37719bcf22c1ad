package dev.terse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What things are called, and what is public. */
@AnalyzeClasses(packages = "dev.terse", importOptions = ImportOption.DoNotIncludeTests.class)
final class NamingRulesTest {

  @ArchTest
  static final ArchRule names_sayWhatTheThingIs = noClasses()
      .should()
      .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Service|Base|Common|Dto|Strategy)(\\$.*)?")
      .because("such a name says that nobody knew what the thing is: put it on what it serves");

  @ArchTest
  static final ArchRule packages_areRoomsNotCupboards = noClasses()
      .should()
      .resideInAnyPackage("..util..", "..utils..", "..common..", "..shared..", "..helper..")
      .because("a cupboard has no door that says what is inside");

  @ArchTest
  static final ArchRule interfaces_haveTwoImplementations = classes()
      .that(areOpenInterfaces())
      .should(haveTwoImplementations())
      .because("one implementation needs no interface");

  @ArchTest
  static final ArchRule publicTypes_areUsedElsewhere = classes()
      .that()
      .arePublic()
      .and()
      .areTopLevelClasses()
      .and()
      .doNotHaveSimpleName("Main")
      .and()
      .doNotHaveSimpleName("package-info")
      .and()
      .doNotImplement(dev.terse.core.store.StoreProvider.class)
      .and()
      .doNotImplement(dev.terse.core.tier.LinkCacheProvider.class)
      .and()
      .areNotAnnotatedWith(FunctionalInterface.class)
      .and()
      .resideOutsideOfPackages(
          "dev.terse.client..", "dev.terse.server.pages.generated..", "dev.terse.testbed..")
      .should(beUsedByAnotherPackage())
      .because("public is a promise to somebody: name them, or drop the word");

  private NamingRulesTest() {}

  private static DescribedPredicate<JavaClass> areOpenInterfaces() {
    return DescribedPredicate.describe(
        "interfaces that are neither store ports, functional, sealed nor annotations",
        type -> type.isInterface()
            && !type.getSimpleName().equals("package-info")
            && !type.isAnnotation()
            && !type.getPackageName().equals("dev.terse.core.store")
            && !type.getPackageName().equals("dev.terse.core.tier")
            && !type.isAnnotatedWith(FunctionalInterface.class)
            && !type.reflect().isSealed());
  }

  private static ArchCondition<JavaClass> haveTwoImplementations() {
    return new ArchCondition<>("have at least two implementations") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long implementations = type.getAllSubclasses().stream()
            .filter(sub -> !sub.getModifiers().contains(JavaModifier.ABSTRACT))
            .count();
        events.add(new SimpleConditionEvent(
            type,
            implementations >= 2,
            type.getName() + " has " + implementations + " implementation(s)"));
      }
    };
  }

  private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
    return new ArchCondition<>("be used by another package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean used = type.getPackage().getClasses().stream()
            .filter(member -> outermost(member).equals(type.getName()))
            .flatMap(member -> member.getDirectDependenciesToSelf().stream())
            .anyMatch(NamingRulesTest::crossesPackages);
        events.add(new SimpleConditionEvent(
            type, used, type.getName() + " is public, but no other package uses it"));
      }
    };
  }

  private static boolean crossesPackages(Dependency dependency) {
    return !dependency
        .getOriginClass()
        .getPackageName()
        .equals(dependency.getTargetClass().getPackageName());
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(NamingRulesTest::outermost).orElseGet(type::getName);
  }
}
