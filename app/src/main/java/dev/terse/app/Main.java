package dev.terse.app;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends with its exit status. */
  public static void main(String[] args) {
    System.out.println(Main.class.getPackage().getImplementationVersion());
  }
}
