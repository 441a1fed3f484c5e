/**
 * Stands in for the SDK's default chain of credential providers in the bundles: Lambda hands them over in the
 * environment, and the ways for workstations and servers (SSO, profiles, instance metadata) are 90 KB of every bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
