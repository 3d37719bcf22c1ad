package dev.terse.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract finds what it is there to find: a right store passes, each wrong one does not. */
class ContractTest {

  @Test
  void contract_onARightStore_passes() {
    TestExecutionSummary summary = run(FlawedStores.None.class, "");

    assertThat(failures(summary)).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(80);
    assertThat(summary.getTestsSkippedCount()).isZero();
  }

  @Test
  void sharedContract_onARightStore_passes() {
    TestExecutionSummary summary = run(FlawedNodes.None.class, "");

    assertThat(failures(summary)).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(10);
    assertThat(summary.getTestsSkippedCount()).isZero();
  }

  /** Some flaws show only when threads meet, which they do sooner or later. */
  private static final int RUNS = 50;

  static List<Arguments> flaws() {
    return List.of(
        Arguments.of(FlawedLinks.CreateLooksThenPuts.class, "create_oneCode_hasExactlyOneWinner"),
        Arguments.of(
            FlawedLinks.ReuseLooksThenPuts.class, "create_oneTargetWithReuse_makesOneLink"),
        Arguments.of(
            FlawedLinks.MemoryHoldsOn.class, "peek_afterEachChange_showsTheLatestOrNothing"),
        Arguments.of(FlawedLinks.ReplaceOverwrites.class, "replace_underContention_losesNoUpdate"),
        Arguments.of(FlawedLinks.DeletedCodesAreFree.class, "create_deletedKey_isTakenForEver"),
        Arguments.of(FlawedLinks.DeletedCodesAreFree.class, "randomOperations_answerLikeTheModel"),
        Arguments.of(
            FlawedLinks.CursorsForgetDeletedLinks.class,
            "list_beforeALinkThatIsGone_goesOnWhereItWas"),
        Arguments.of(
            FlawedStores.LinksAreLostOnClose.class, "create_freeKey_isFoundWithEveryField"),
        Arguments.of(
            FlawedStores.LinksAreLostOnClose.class,
            "close_whileOthersCall_losesNothingAcknowledged"),
        Arguments.of(
            FlawedStores.DeletesUntold.class, "onChange_isToldOfEachChange_beforeItsCallReturns"),
        Arguments.of(FlawedStores.OpenAfterClose.class, "everyCall_afterClose_saysClosed"),
        Arguments.of(FlawedStores.LeasesAreForgotten.class, "lease_afterReopen_neverOverlaps"),
        Arguments.of(FlawedStores.LeaseLooksThenTakes.class, "lease_byMany_neverOverlaps"),
        Arguments.of(FlawedStores.VisitsAreAddedHalf.class, "add_sameLinkAndHour_addsUp"),
        Arguments.of(FlawedStores.ReceiptsLookThenPut.class, "putIfAbsent_byManyAtOnce_keepsOne"),
        Arguments.of(FlawedNodes.DataIsEachNodesOwn.class, "receipts_onAllNodes_agree"),
        Arguments.of(FlawedLinks.DeleteIgnoresVersions.class, "delete_ofAVersion_deletesOnlyThat"),
        Arguments.of(FlawedNodes.ReadsAreRemembered.class, "changes_onOneNode_areReadOnAllAtOnce"),
        Arguments.of(FlawedNodes.LeasesAreEachNodesOwn.class, "lease_onAllNodes_neverOverlaps"),
        Arguments.of(FlawedNodes.SettingsAreEachNodesOwn.class, "createFirst_onAllNodesAtOnce"),
        Arguments.of(FlawedNodes.ChangesStayAtHome.class, "onChange_whereItIsPushed"),
        Arguments.of(FlawedNodes.DataIsEachNodesOwn.class, "create_oneCodeOnAllNodes"),
        Arguments.of(FlawedNodes.DataIsEachNodesOwn.class, "create_oneTargetOnAllNodesWithReuse"),
        Arguments.of(FlawedNodes.DataIsEachNodesOwn.class, "visits_ofAllNodes_addUp"),
        Arguments.of(FlawedNodes.DataIsEachNodesOwn.class, "settings_onAllNodes_agree"));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void contract_onAFlawedStore_failsThere(Class<?> flawed, String contractCase) {
    List<String> failures = List.of();
    for (int run = 0; run < RUNS && failures.isEmpty(); run++) {
      failures = failures(run(flawed, contractCase));
    }
    assertThat(failures).isNotEmpty();
  }

  private static List<String> failures(TestExecutionSummary summary) {
    return summary.getFailures().stream()
        .map(failure -> failure.getTestIdentifier().getUniqueId())
        .toList();
  }

  private static TestExecutionSummary run(Class<?> contract, String name) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(contract))
        .filters((PostDiscoveryFilter)
            found -> FilterResult.includedIf(found.getUniqueId().toString().contains(name)))
        .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
