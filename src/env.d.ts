/// <reference types="astro/client" />
/// <reference types="@astrojs/starlight/virtual" />

interface ImportMetaEnv {
  /** The vendor's public client id for WebContainer, where the site needs one; set when the site is built. */
  readonly PUBLIC_WEBCONTAINER_CLIENT_ID?: string;
}
