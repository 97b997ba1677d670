/** A Slack app manifest within its documented limits (docs.slack.dev/reference/app-manifest, and @slack/web-api 8.2, types/request/manifest.d.ts). */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const https = z.url({ protocol: /^https$/ });

const manifestShape = z.strictObject({
  _metadata: z.strictObject({ major_version: z.union([z.literal(1), z.literal(2)]), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    // The page where apps are made refuses less than 174.
    long_description: z.string().min(174).max(4_000),
    background_color: z.string().regex(/^#([\da-f]{3}|[\da-f]{6})$/i),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({ display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/), always_online: z.boolean() }),
    app_home: z.strictObject({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.boolean(), messages_tab_read_only_enabled: z.boolean() }),
    agent_view: z.strictObject({
      agent_description: z.string().max(300),
      suggested_prompts: z.array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) })).max(4),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .regex(/^\/[a-z0-9_-]+$/)
            .max(32),
          description: z.string().max(2_000),
          usage_hint: z.string().max(1_000),
          should_escape: z.boolean(),
          url: https.optional(),
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          // Longer ones are cut in the menu (docs.slack.dev, "implementing shortcuts").
          name: z.string().max(28),
          type: z.enum(['message', 'global']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(https).max(1_000).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()).max(255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: https.optional(), bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: https.optional(), message_menu_options_url: https.optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

export type Manifest = z.infer<typeof manifestShape>;

export function readManifest(name: string): Manifest {
  return manifestShape.parse(parse(readFileSync(resolve(import.meta.dirname, '../../..', name), 'utf8')));
}
