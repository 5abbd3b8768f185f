import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  BindBarcode,
  type CategoryReply,
  ChangeCategory,
  ChangeItem,
  type ItemReply,
  MakeCategory,
  MakeItem,
} from '@shared/catalog/catalog.contract';
import type { Page } from '@shared/words/page';
import { Problem } from '@shared/words/problem';
import { Caller, MemberDoor } from '@api/http/doors';
import { IdParam } from '@api/http/id-param.pipe';
import { ListQuery } from '@api/http/list-query';
import { Database } from '@api/platform/database';
import { readPage } from '@api/platform/page';
import type { Actor } from '@api/platform/work';
import { bindBarcodes, unbindBarcode } from './bind-barcodes';
import { categories, changeCategory, makeCategory } from './categories';
import { changeItem } from './change-item';
import { CodeQuery } from './code-query';
import { itemById, items } from './items.queries';
import { ItemsQuery } from './items-query';
import { makeItem } from './make-item';
import { readBindableCode } from './read-bindable-code';
import { searchItems } from './search-items.query';

/** What there is to have: categories, items and the codes that stand for them. */
@Controller('v1')
export class CatalogController {
  constructor(private readonly database: Database) {}

  /** The group's categories by name. */
  @Get('categories')
  @MemberDoor('volunteer')
  categories(@Caller() caller: Actor, @Query() query: ListQuery): Promise<Page<CategoryReply>> {
    const page = readPage(query.limit, query.cursor);
    return this.database.read(caller, (work) => categories(work, page));
  }

  /** Makes a category: 201, or 200 with what stands when the same was sent before. */
  @Post('categories')
  @MemberDoor('organizer')
  async makeCategory(
    @Caller() caller: Actor,
    @Body() body: MakeCategory,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CategoryReply> {
    const { isNew, thing } = await this.database.write(caller, (work) => makeCategory(work, body));
    void reply.status(isNew ? 201 : 200);
    return thing;
  }

  /** Changes a category. */
  @Patch('categories/:id')
  @MemberDoor('organizer')
  changeCategory(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Body() body: ChangeCategory,
  ): Promise<CategoryReply> {
    return this.database.write(caller, (work) => changeCategory(work, id, body));
  }

  /** Items by name, or by how well they fit `q`, which forgives typing errors and takes codes too. */
  @Get('items')
  @MemberDoor('volunteer')
  items(@Caller() caller: Actor, @Query() query: ItemsQuery): Promise<Page<ItemReply>> {
    const page = readPage(query.limit, query.cursor);
    const filter = {
      categoryId: query.categoryId ?? null,
      family: query.family ?? null,
      withArchived: query.archived === 'true',
    };
    const text = query.q?.trim() ?? '';
    return this.database.read(caller, (work) =>
      text === '' ? items(work, page, filter) : searchItems(work, text, page, filter),
    );
  }

  /** Makes an item with its barcodes: 201, or 200 with what stands when the same was sent before. */
  @Post('items')
  @MemberDoor('volunteer')
  async makeItem(
    @Caller() caller: Actor,
    @Body() body: MakeItem,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ItemReply> {
    const make = () => this.database.write(caller, (work) => makeItem(work, body));
    // Another device may have bound the code while this one was making its item: now it can be found.
    const again = (problem: unknown) => {
      if (body.onConflict === 'use_existing' && problem instanceof Problem && problem.code === 'in_use')
        return make();
      throw problem;
    };
    const { isNew, thing } = await make().catch(again);
    void reply.status(isNew ? 201 : 200);
    return thing;
  }

  /** One item with its barcodes. */
  @Get('items/:id')
  @MemberDoor('volunteer')
  item(@Caller() caller: Actor, @IdParam() id: string): Promise<ItemReply> {
    return this.database.read(caller, (work) => itemById(work, id));
  }

  /** Changes, archives or brings back an item. */
  @Patch('items/:id')
  @MemberDoor('steward')
  changeItem(@Caller() caller: Actor, @IdParam() id: string, @Body() body: ChangeItem): Promise<ItemReply> {
    return this.database.write(caller, (work) => changeItem(work, id, body));
  }

  /**
   * Binds a code to an item: a raw scan, percent-encoded. Doing it again changes nothing. A code of another item is moved
   * for stewards and organizers; a volunteer gets 409 `in_use` with that item's name.
   */
  @Put('items/:id/barcodes/:code')
  @MemberDoor('volunteer')
  bindBarcode(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Param('code') raw: string,
    @Query() query: CodeQuery,
    @Body() body: BindBarcode,
  ): Promise<ItemReply> {
    return this.database.write(caller, async (work) => {
      const { id: itemId } = await itemById(work, id);
      const code = readBindableCode(raw, query.symbology, 'code');
      await bindBarcodes(work, itemId, [{ code, packQuantity: body.packQuantity }]);
      return itemById(work, itemId);
    });
  }

  /** Takes a code off an item. */
  @Delete('items/:id/barcodes/:code')
  @HttpCode(204)
  @MemberDoor('steward')
  async unbindBarcode(
    @Caller() caller: Actor,
    @IdParam() id: string,
    @Param('code') raw: string,
    @Query() query: CodeQuery,
  ): Promise<void> {
    const code = readBindableCode(raw, query.symbology, 'code');
    await this.database.write(caller, (work) => unbindBarcode(work, id, code));
  }
}
