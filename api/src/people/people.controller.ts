import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type ApiTokenMadeReply,
  type ApiTokenReply,
  ChangeGroup,
  ChangeMe,
  ChangeMember,
  type InviteMadeReply,
  type InvitePreviewReply,
  type InviteReply,
  JoinGroup,
  MakeApiToken,
  MakeInvite,
  type MemberReply,
  type MeReply,
  PreviewInvite,
  SetUpGroup,
  SignInByLink,
  type SignedInReply,
  type SignInLinkReply,
} from '@shared/people/people.contract';
import type { Page } from '@shared/words/page';
import { Caller, CallerToken, InPerson, LimitPerMinute, MemberDoor, PublicDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { ListQuery } from '@api/http/list-query';
import { PublicAddress } from '@api/http/public-address';
import { SessionCache } from '@api/http/session-cache';
import { clearSessionCookie, setSessionCookie } from '@api/http/session-cookie';
import { SetUpToken } from '@api/http/set-up-token';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor, Doorway } from '@api/platform/work';
import { addStarterCategories } from '@api/catalog/starter-categories';
import { openInTransitSite } from '@api/sites/in-transit-site';
import { apiTokens, makeApiToken, revokeApiToken } from './api-tokens';
import { changeGroup } from './change-group';
import { changeMember, forgetMember, memberById } from './change-member';
import { endSession } from './end-session';
import { joinGroup, previewInvite } from './join-group';
import { makeInvite } from './make-invite';
import type { Member } from './member.entity';
import { memberReply, openSession } from './open-session';
import { me, members, openInvites, revokeInvite } from './people.queries';
import { setUpGroup } from './set-up-group';
import { makeSignInLink, memberOfSignInLink } from './sign-in-link';

/** Joining, signing in, and who is in the group. */
@Controller('v1')
export class PeopleController {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionCache,
    private readonly address: PublicAddress,
    private readonly setUpToken: SetUpToken,
  ) {}

  /** Makes the first group and its first organizer. */
  @Post('setup')
  @PublicDoor()
  @LimitPerMinute(20)
  setUp(
    @Body() body: SetUpGroup,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInReply> {
    return this.signIn(request, reply, async (doorway) => {
      const { member, actor } = await setUpGroup(doorway, body, this.setUpToken.value);
      const work = { ...doorway, member: actor };
      await openInTransitSite(work);
      await addStarterCategories(work, body.language ?? 'en');
      return member;
    });
  }

  /** What an invite leads to. */
  @Post('join/preview')
  @HttpCode(200)
  @PublicDoor()
  @LimitPerMinute(60)
  preview(@Body() body: PreviewInvite): Promise<InvitePreviewReply> {
    return this.database.enter((doorway) => previewInvite(doorway, body.invite));
  }

  /** Joins a group by an invite and signs in. */
  @Post('join')
  @PublicDoor()
  @LimitPerMinute(60)
  join(
    @Body() body: JoinGroup,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInReply> {
    return this.signIn(request, reply, (doorway) => joinGroup(doorway, body));
  }

  /** Signs an existing member in on one more device. */
  @Post('sign-in')
  @PublicDoor()
  @LimitPerMinute(60)
  signInByLink(
    @Body() body: SignInByLink,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInReply> {
    return this.signIn(request, reply, (doorway) => memberOfSignInLink(doorway, body.token));
  }

  /** Ends the session that asks. */
  @Post('sign-out')
  @HttpCode(204)
  @MemberDoor('volunteer')
  async signOut(
    @Caller() caller: Actor,
    @CallerToken() token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.database.write(caller, (work) => endSession(work, token));
    this.sessions.forget();
    clearSessionCookie(reply);
  }

  /** The member who asks, and their group. */
  @Get('me')
  @MemberDoor('volunteer')
  me(@Caller() caller: Actor): Promise<MeReply> {
    return this.database.read(caller, me);
  }

  /** Changes the name of the member who asks. */
  @Patch('me')
  @MemberDoor('volunteer')
  @InPerson()
  async changeMe(@Caller() caller: Actor, @Body() body: ChangeMe): Promise<MemberReply> {
    return memberReply(
      await this.database.write(caller, (work) => changeMember(work, caller.memberId, body)),
    );
  }

  /** Forgets the member who asks: the name goes everywhere, every sum stays. */
  @Delete('me')
  @HttpCode(204)
  @MemberDoor('volunteer')
  @InPerson()
  async forgetMe(@Caller() caller: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.database.write(caller, (work) => forgetMember(work, caller.memberId));
    this.sessions.forget();
    clearSessionCookie(reply);
  }

  /** Makes a link that signs the asking member in on one more device. */
  @Post('me/sign-in-links')
  @MemberDoor('volunteer')
  @InPerson()
  linkForMe(@Caller() caller: Actor, @Req() request: FastifyRequest): Promise<SignInLinkReply> {
    return this.linkFor(caller, caller.memberId, request);
  }

  /** Members of the group, in the order they joined. */
  @Get('members')
  @MemberDoor('volunteer')
  members(@Caller() caller: Actor, @Query() query: ListQuery): Promise<Page<MemberReply>> {
    return this.database.read(caller, (work) => members(work, readPage(query.limit, query.cursor)));
  }

  /** Changes a member's name or role. */
  @Patch('members/:id')
  @MemberDoor('organizer')
  @InPerson()
  async changeMember(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: ChangeMember,
  ): Promise<MemberReply> {
    const member = await this.database.write(caller, (work) => changeMember(work, id, body));
    this.sessions.forget();
    return memberReply(member);
  }

  /** Forgets a member. */
  @Delete('members/:id')
  @HttpCode(204)
  @MemberDoor('organizer')
  @InPerson()
  async forgetMember(@Caller() caller: Actor, @IdParam() id: string): Promise<void> {
    await this.database.write(caller, (work) => forgetMember(work, id));
    this.sessions.forget();
  }

  /** Makes a sign-in link for a member who lost their device. */
  @Post('members/:id/sign-in-links')
  @MemberDoor('organizer')
  @InPerson()
  linkForMember(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
  ): Promise<SignInLinkReply> {
    return this.linkFor(caller, id, request);
  }

  /** Makes an invite. */
  @Post('invites')
  @MemberDoor('organizer')
  @InPerson()
  async invite(
    @Caller() caller: Actor,
    @Body() body: MakeInvite,
    @Req() request: FastifyRequest,
  ): Promise<InviteMadeReply> {
    const invite = await this.database.write(caller, (work) => makeInvite(work, body));
    return { ...invite, url: this.address.link(request, 'join', invite.token) };
  }

  /** Invites that still work. */
  @Get('invites')
  @MemberDoor('organizer')
  invites(@Caller() caller: Actor, @Query() query: ListQuery): Promise<Page<InviteReply>> {
    return this.database.read(caller, (work) => openInvites(work, readPage(query.limit, query.cursor)));
  }

  /** Withdraws an invite. */
  @Delete('invites/:id')
  @HttpCode(204)
  @MemberDoor('organizer')
  async revokeInvite(@Caller() caller: Actor, @IdParam() id: string): Promise<void> {
    await this.database.write(caller, (work) => revokeInvite(work, id));
  }

  /** API tokens of the group, without the tokens themselves. */
  @Get('api-tokens')
  @MemberDoor('organizer')
  apiTokens(@Caller() caller: Actor, @Query() query: ListQuery): Promise<Page<ApiTokenReply>> {
    return this.database.read(caller, (work) => apiTokens(work, readPage(query.limit, query.cursor)));
  }

  /** Makes a token for a script or a device. */
  @Post('api-tokens')
  @MemberDoor('organizer')
  @InPerson()
  makeApiToken(@Caller() caller: Actor, @Body() body: MakeApiToken): Promise<ApiTokenMadeReply> {
    return this.database.write(caller, (work) => makeApiToken(work, body));
  }

  /** Withdraws an API token. */
  @Delete('api-tokens/:id')
  @HttpCode(204)
  @MemberDoor('organizer')
  async revokeApiToken(@Caller() caller: Actor, @IdParam() id: string): Promise<void> {
    await this.database.write(caller, (work) => revokeApiToken(work, id));
    this.sessions.forget();
  }

  /** Changes the group's name, time zone or food-safety preset. */
  @Patch('group')
  @MemberDoor('organizer')
  async changeGroup(@Caller() caller: Actor, @Body() body: ChangeGroup): Promise<MeReply> {
    const changed = await this.database.write(caller, async (work) => {
      await changeGroup(work, body);
      return me(work);
    });
    this.sessions.forget();
    return changed;
  }

  private async signIn(
    request: FastifyRequest,
    reply: FastifyReply,
    find: (doorway: Doorway) => Promise<Member>,
  ): Promise<SignedInReply> {
    const signedIn = await this.database.enter(async (doorway) => openSession(doorway, await find(doorway)));
    setSessionCookie(reply, signedIn.token, this.address.isSecure(request));
    return signedIn;
  }

  private async linkFor(caller: Actor, id: string, request: FastifyRequest): Promise<SignInLinkReply> {
    const { token, expiresAt } = await this.database.write(caller, async (work) =>
      makeSignInLink(work, await memberById(work, id)),
    );
    return { token, url: this.address.link(request, 'sign-in', token), expiresAt: expiresAt.toISOString() };
  }
}
