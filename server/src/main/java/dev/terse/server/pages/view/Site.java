package dev.terse.server.pages.view;

import dev.terse.server.assets.Assets;

/**
 * What every page knows of the site around it.
 *
 * @param assets files that pages refer to
 * @param homePage whether {@code /} is a page that others may lead back to
 */
public record Site(Assets assets, boolean homePage) {

  /** The path of the asset called {@code name}. */
  public String asset(String name) {
    return assets.get(name).path();
  }
}
